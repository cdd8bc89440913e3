// Every bad input leads to a message that names the item, the field by its label and the cure, and sends nothing
// that could be known to be wrong. The table is in badInputs/, one file for each kind of input.
import { inspect } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator } from '../../simulator/index.mts';
import {
	apiRequests,
	asStored,
	concurCredential,
	type RunningSimulator,
} from '../support/concur.mts';
import { runNode, type RunResult } from '../support/executeNode.mts';
import { fastTimers } from '../support/fastTimers.mts';
import type { CredentialsByType } from '../support/storedCredentials.mts';
import { identity, sceneOf, type BadInput, type Form, type Row } from './badInputs/badInput.mts';
import { tables } from './badInputs/tables.mts';

let simulator: RunningSimulator;
let connected: CredentialsByType;
fastTimers();
beforeAll(async () => {
	simulator = await startSimulator();
	const { credentials, error } = await runNode({
		node: identity,
		parameters: { operation: 'getAll' },
		credentials: await concurCredential(simulator),
	});
	expect(error).toBeUndefined();
	connected = credentials;
});
beforeEach(() => simulator.reset());
afterAll(async () => await simulator.close());

/** What the person who reads the answer is told about one item. */
interface Told {
	message: string;
	cure: string;
	itemIndex: number;
}

/** By the error that stopped the node. */
function toldByError({ error }: RunResult): Told | undefined {
	if (!error) return undefined;
	const itemIndex = Number(error.context?.itemIndex);
	return told(error.message, error.description, itemIndex);
}

/** By an item that went on with its error, or that is the outcome of a refused submit. */
function toldByItem(result: RunResult, itemIndex: number): Told {
	const own = itemsOf(result, itemIndex);
	expect(own).toHaveLength(1);
	const { error, hint, details } = own[0]!;
	return told(error, hint ?? (details as IDataObject | undefined)?.description, itemIndex);
}

function told(message: unknown, cure: unknown, itemIndex: number): Told {
	return {
		// n8n's editor adds the same words where they are not there.
		message: String(message).replace(new RegExp(` \\[item ${itemIndex}\\]$`), ''),
		// Stands behind the cure of whatever reached Concur.
		cure: String(cure ?? '').replace(
			/ \(Correlation ID for SAP Concur support: [0-9a-f-]{36}\)$/,
			'',
		),
		itemIndex,
	};
}

function itemsOf({ outputs }: RunResult, itemIndex: number): IDataObject[] {
	return outputs
		.flat()
		.filter(({ pairedItem }) => (pairedItem as { item: number }).item === itemIndex)
		.map(({ json }) => json);
}

/** The form as n8n stores it once its fields were loaded, with an expression for each field of the rows. */
async function parametersOf(form: Form, { parameters }: BadInput, rows: Row[]) {
	const names = new Set(rows.flatMap(({ fields = {} }) => Object.keys(fields)));
	const value = Object.fromEntries([...names].map((name) => [name, `={{ $json.fields.${name} }}`]));
	// A node without a credential: the fields are SAP's.
	const editor = { getNode: () => ({}) } as never;
	const mapper = form.mapper && {
		fields: {
			mappingMode: 'defineBelow',
			value,
			schema: (await form.node.methods?.resourceMapping?.[form.mapper]!.call(editor))?.fields,
		},
	};
	const stored = { ...mapper, ...form.parameters, ...parameters };
	return asStored(form.operation, stored) as IDataObject;
}

const merged = (row: Row, change: Row = {}): Row => ({
	...row,
	...change,
	...(row.fields && { fields: { ...row.fields, ...change.fields } }),
});

/** Whoever sends expense data is checked against the company's form, which tells SAP Concur nothing about anybody. */
const lookAtForm = 'GET /profile/spend/v4.1/FormFields';

/** Runs the node over the bad row, the last one, and what is before it; beside the good one it goes on. */
async function play(form: Form, input: BadInput, besideGood: boolean) {
	const scene = sceneOf(simulator, connected);
	const made: Row = { ...(await form.prepare?.(scene)), ...(await input.prepare?.(scene)) };
	const good = merged(form.good, made);
	const bad = merged(merged(form.other, made), input.row);
	const rows = [...(input.before ?? []), ...(besideGood ? [good] : []), bad];
	const credentials = {
		concurApi: { ...connected.concurApi, ...input.credential },
	} as CredentialsByType;
	const requestsBefore = (await apiRequests(simulator)).length;
	const result = await runNode({
		node: form.node,
		parameters: await parametersOf(form, input, rows),
		items: rows,
		credentials,
		...(besideGood && { onError: 'continueRegularOutput' as const }),
	});
	expectNoSecret(result, credentials);

	const itemIndex = rows.length - 1;
	const { message, ...rest } = toldByError(result) ?? toldByItem(result, itemIndex);
	expectPlainWords(message, rest.cure, rows);
	// Before it stands whose row it is; rowsError.test.mts says how.
	const said = message.endsWith(`: ${input.says}`) ? input.says : message;
	const fixed = (text: string) =>
		text
			.replace(String(made.provisionId ?? ':provisionId'), ':provisionId')
			.replace(simulator.url, 'http://simulator');
	const requests = (await apiRequests(simulator))
		.slice(requestsBefore)
		.map(fixed)
		.filter((request) => request !== lookAtForm || form.operation === 'getFormFields');
	return { result, told: { message: fixed(said), ...rest }, requests, itemIndex };
}

/** A cure is there, nothing of the program shows through, and no URN does. */
function expectPlainWords(message: string, cure: string, rows: Row[]): void {
	expect(cure).not.toBe('');
	expect(`${message} ${cure}`).not.toMatch(/schemaPath|Cannot |%%/);
	const written = JSON.stringify(rows);
	for (const [word] of message.matchAll(/undefined|NaN|\[object/g)) expect(written).toContain(word);
	expect(cure).not.toMatch(/undefined|NaN|\[object/);
	expect(message).not.toContain('urn:');
}

/** Neither what the user typed into the credential nor what Concur gave for it. */
function expectNoSecret(result: RunResult, given: CredentialsByType): void {
	const shown = inspect([result.error, result.outputs], { depth: Infinity, showHidden: true });
	for (const name of [
		'clientSecret',
		'companyRequestToken',
		'accessToken',
		'refreshToken',
		'appToken',
	]) {
		for (const { concurApi } of [given, result.credentials]) {
			const secret = String(concurApi![name] ?? '');
			if (secret !== '') expect(shown.includes(secret), `${name} is shown`).toBe(false);
		}
	}
}

for (const { form, cases } of tables) {
	describe(form.title, () => {
		for (const input of cases) {
			const { name, says: message, cure, sends } = input;

			it(name, async () => {
				const { told, requests, itemIndex } = await play(form, input, false);
				expect(told).toEqual({ message, cure, itemIndex });
				expect(requests).toEqual(sends ?? []);
			});

			if (sends) continue;
			it(`${name}: the good row beside it goes through`, async () => {
				const { result, told, requests, itemIndex } = await play(form, input, true);
				expect(result.error).toBeUndefined();
				expect(told).toEqual({ message, cure, itemIndex });
				const good = itemsOf(result, itemIndex - 1);
				expect(good.length).toBeGreaterThan(0);
				expect(good.filter(({ error }) => error)).toEqual([]);
				expect(requests).toEqual(input.goodSends ?? form.goodSends);
			});
		}
	});
}

it('has at least 90 cases', () => {
	expect(tables.flatMap(({ cases }) => cases).length).toBeGreaterThanOrEqual(90);
});
