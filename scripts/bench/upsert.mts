// Create or Update, as a nightly sync uses it: a run that creates everybody, one with nothing to do, and one with a few changes.
import { compare } from './compare.mts';
import type { Case } from './n8n/measure.mts';
import { identity, mapAutomatically, provisioning, waitForCompletion } from './n8n/ourNodes.mts';
import { identityColumns, peopleNode } from './n8n/people.mts';
import { startCompany, type RealN8n } from './n8n/realN8n.mts';
import { tableOf, type Finding, type Line, type Row, type Size } from './report.mts';

/** Of the issue: in a third run, exactly these are sent. */
const changed = 37;

export async function upsert(n8n: RealN8n, { people }: Size): Promise<Finding> {
	const company = await startCompany(n8n);
	company.simulator.reset();
	const settings = { matchBy: 'employeeNumber', fields: mapAutomatically };
	const sync = provisioning(company, 'upsert', settings);
	const every = Math.ceil(people / changed);
	const withChanges = peopleNode(people, `if (i % ${every} === 0) row.title = 'Manager';`);
	// Only what SAP Concur Identity knows; Map Automatically would reject the other columns.
	const names = identityColumns.map((name) => `'${name}'`).join(', ');
	const identityRows = peopleNode(
		people,
		`for (const name of Object.keys(row)) if (![${names}].includes(name)) delete row[name];`,
	);
	const rowsOf = async (name: string, nodes: Case['nodes']) => {
		const prepare = () => undefined;
		const given = { name, people, company, expected: people, prepare, nodes };
		return (await compare(n8n, [given], 1))[name]!;
	};
	try {
		const first = await rowsOf('Create or Update, everybody is new, and Wait', [
			peopleNode(people),
			sync,
			waitForCompletion(company),
		]);
		const second = await rowsOf('Create or Update, the same again', [peopleNode(people), sync]);
		const third = await rowsOf(`Create or Update, ${Math.ceil(people / every)} titles changed`, [
			withChanges,
			sync,
		]);
		const alone = await rowsOf('Identity, Create or Update, the same again', [
			identityRows,
			identity(company, 'upsert', settings),
		]);
		return {
			title: 'Create or Update, night after night',
			how: ['Everybody is new, then the same file again, then a few titles changed.'],
			table: tableOf([first, second, third, alone]),
			lines: [
				...linesOf('Second run', second),
				{ what: 'Third run: people sent', figure: third.operations.update ?? 0 },
				{
					what: 'Third run: people sent / people whose row changed',
					figure: (third.operations.update ?? 0) / Math.ceil(people / every),
					atMost: 1,
				},
				...linesOf('Identity, second run', alone),
			],
		};
	} finally {
		await company.simulator.close();
	}
}

/** What a run over people who are all there as their rows say has to cost, and how long it takes. */
function linesOf(what: string, { kinds, operations, wall, cpu, people }: Row): Line[] {
	const count = (isCounted: (kind: string) => boolean) =>
		Object.entries(kinds).reduce((sum, [kind, n]) => (isCounted(kind) ? sum + n : sum), 0);
	const isSearch = (kind: string) => kind.endsWith('/.search');
	const isSpendPage = (kind: string) => /^GET .*\/spend\/[^/]+\/Users$/.test(kind);
	const isWrite = (kind: string) => !kind.startsWith('GET') && !isSearch(kind);
	return [
		{ what: `${what}: searches`, figure: count(isSearch), atMost: 20 },
		{ what: `${what}: pages of expense data`, figure: count(isSpendPage), atMost: 100 },
		{ what: `${what}: POST, PATCH and PUT`, figure: count(isWrite), atMost: 0 },
		{
			what: `${what}: people unchanged / all`,
			figure: (operations.unchanged ?? 0) / people,
			atLeast: 1,
		},
		{ what: `${what}: wall seconds for 1,000 people`, figure: (wall / people) * 1000 },
		{ what: `${what}: CPU seconds for 1,000 people`, figure: (cpu / people) * 1000 },
	];
}
