// What the nodes read from the item themselves is what n8n's own expression engine returns: the table of the unit test, in n8n.
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { ensureN8n } from '../../scripts/install-n8n.mts';
import { connect, type Execution } from '../../scripts/n8n-rest.mts';
import { startN8n, type N8nServer } from '../../scripts/n8n-server.mts';
import { installInto } from '../../scripts/package-tarball.mts';
import { removeUserFolder } from '../support/secrets/removeUserFolder.mts';
import { expressions, items } from '../nodes/shared/run/parameters/expressions.mts';

/**
 * A node beside the installed package that reads each expression for each item twice: with the function of the package, and
 * with n8n.
 */
const probe = (packageFolder: string) => `
const { readPlainly } = require(${JSON.stringify(join(packageFolder, 'dist/nodes/shared/run/parameters/plainReference.js'))});
exports.Probe = class {
	description = {
		displayName: 'Probe', name: 'probe', group: ['transform'], version: 1, description: '', defaults: { name: 'Probe' },
		inputs: ['main'], outputs: ['main'],
		properties: [{ displayName: 'Expressions', name: 'expressions', type: 'string', default: '', noDataExpression: true }],
	};
	async execute() {
		const byN8n = (expression, n) => {
			try {
				return this.evaluateExpression(expression.slice(1), n);
			} catch {
				return 'n8n refuses it';
			}
		};
		const rows = this.getInputData();
		const shown = (value) => typeof value + ' ' + JSON.stringify(value);
		const found = [];
		for (const expression of JSON.parse(this.getNodeParameter('expressions', 0))) {
			// n8n answers the test in between.
			await new Promise((resolve) => setImmediate(resolve));
			const own = rows.map((_, n) => readPlainly.call(this, expression, n));
			const different = own.flatMap((read, n) => {
				const value = byN8n(expression, n);
				return read && !Object.is(read.value, value) ? [shown(read.value) + ' / ' + shown(value)] : [];
			});
			found.push({ json: { expression, direct: own.filter(Boolean).length, different } });
		}
		return [found];
	}
};
`;

let userFolder: string;
let server: N8nServer;
let run: Execution;

beforeAll(async () => {
	userFolder = await mkdtemp(join(tmpdir(), 'sap-concur-plain-'));
	await installInto(userFolder);
	const packages = join(userFolder, '.n8n', 'nodes', 'node_modules');
	const custom = join(userFolder, '.n8n', 'custom');
	await mkdir(custom, { recursive: true });
	await writeFile(join(custom, 'Probe.node.js'), probe(join(packages, 'n8n-nodes-sap-concur')));
	server = await startN8n(await ensureN8n(inject('n8nVersion')), { userFolder });
	const rest = await connect(server.url);
	const place = { position: [0, 0] };
	const rows = `return JSON.parse(${JSON.stringify(JSON.stringify(items))}).map((json) => ({ json }));`;
	const table = JSON.stringify(expressions.map(([expression]) => expression));
	const { id } = await rest.createWorkflow({
		name: 'Plain references',
		nodes: [
			{
				id: '1',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				parameters: {},
				...place,
			},
			{
				id: '2',
				name: 'People',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				parameters: { jsCode: rows },
				...place,
			},
			{
				id: '3',
				name: 'Probe',
				type: 'CUSTOM.probe',
				typeVersion: 1,
				parameters: { expressions: table },
				...place,
			},
		],
		connections: {
			Start: { main: [[{ node: 'People', type: 'main', index: 0 }]] },
			People: { main: [[{ node: 'Probe', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	});
	run = await rest.runWorkflow(id, 'Start');
}, 240_000);

afterAll(async () => {
	await server?.stop();
	await removeUserFolder(userFolder, await ensureN8n(inject('n8nVersion')));
});

it('are read as n8n reads them, for all expressions and values of the table', () => {
	expect({ status: run.status, error: run.error }).toEqual({ status: 'success', error: undefined });
	const found = run.outputs.Probe![0]![0]!.map(({ json }) => json);
	expect(found).toHaveLength(expressions.length);
	expect(found.filter(({ different }) => (different as string[]).length > 0)).toEqual([]);
	const byNode = found.map(({ direct }) => (Number(direct) > 0 ? 'node' : 'n8n'));
	expect(byNode).toEqual(expressions.map(([, reader]) => reader));
	const values = found.reduce((sum, { direct }) => sum + Number(direct), 0);
	console.log(
		`n8n ${inject('n8nVersion')}: ${values} values of ${expressions.length} expressions read without n8n`,
	);
});
