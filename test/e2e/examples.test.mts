import axios from 'axios';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
	expectedOutcomes,
	importExample,
	onboardingNames,
	personOutcomes,
	samplePeople,
	startNode,
	syncFile,
	syncName,
	syncOutcomes,
	type PersonOutcome,
} from '../../scripts/examples.mts';
import { connect, type Execution, type N8nRest } from '../../scripts/n8n-rest.mts';
import { writesTo } from './concurReader.mts';

const control = axios.create({ baseURL: `${inject('simulatorUrl')}/_simulator`, proxy: false });

/** What HR must find in the explanation of everybody for whom something did not work. */
const explanations: Record<(typeof onboardingNames)[number], Record<string, RegExp>> = {
	onboarding: {
		'elena.rossi@example.com': /Custom 3/,
		'lars.nyman@example.com': /Reimbursement currency/,
		'grace.lin@example.com': /Report approver/,
		'paul.winter@example.com': /[Ee]mployee ?[Nn]umber/,
		"siobhan.o'brien@example.com": /Invalid 'User name' Characters|User name.*o'brien/,
		'noah.tremblay@example.com': /[Tt]ravel rule class/,
		'oliver.grant@example.com': /Report approver/,
		'ivan.petrov@example.com': /has not finished this request yet/,
	},
	'onboarding-bulk': {
		'elena.rossi@example.com': /Custom 3/,
		'lars.nyman@example.com': /Reimbursement currency/,
		'grace.lin@example.com': /Report approver/,
		'paul.winter@example.com': /same user as row 3/,
		"siobhan.o'brien@example.com": /Invalid 'User name' Characters|User name.*o'brien/,
		'noah.tremblay@example.com': /[Tt]ravel rule class/,
		'oliver.grant@example.com': /Report approver/,
		'ivan.petrov@example.com': /has not finished this request yet/,
	},
};

describe.each(onboardingNames)('examples/%s.json', (name) => {
	let rest: N8nRest;
	let execution: Execution;
	let found: PersonOutcome[];

	beforeAll(async () => {
		await control.post('/reset', {});
		rest = await connect(inject('n8nUrl'));
		const id = await importExample(rest, name, inject('credential'));
		execution = await rest.runWorkflow(id, startNode);
		found = personOutcomes(execution);
	}, 300_000);

	it('runs to its end', () => {
		expect(execution).toMatchObject({ status: 'success', error: undefined });
	});

	it('gives every person exactly one outcome, the right one', async () => {
		const expected = await expectedOutcomes(name);
		const outcomes = (list: Array<[string, string]>) => list.map((pair) => pair.join(' ')).sort();
		expect(outcomes(found.map(({ email, outcome }) => [email, outcome]))).toEqual(
			outcomes([...expected]),
		);
	});

	it('keeps each person’s own number and name to the end', async () => {
		const own = ({ email, employeeNumber, name: called }: PersonOutcome) =>
			[email, employeeNumber, called].join(' ');
		const people = (await samplePeople()).map((person) => own(person as PersonOutcome));
		expect(found.map(own).sort()).toEqual(people.sort());
	});

	it('explains in the words of the form what did not work', () => {
		const unexplained = Object.entries(explanations[name]).filter(
			([email, words]) => !words.test(found.find((each) => each.email === email)?.why ?? ''),
		);
		const seen = unexplained.map(([email]) => found.find((each) => each.email === email));
		expect(seen).toEqual([]);
	});

	it('says nothing where all went well', () => {
		const talkative = found.filter(({ outcome, why }) => outcome === 'succeeded' && why !== '');
		expect(talkative).toEqual([]);
	});
});

it('sends the approvers of the sample file first, and each group of people in one bulk', async () => {
	expect(await writes()).toEqual(Array(2).fill('POST /profile/v4/Bulk'));
});

const writes = () => writesTo(inject('simulatorUrl'));

describe(`examples/${syncName}.json, started every night`, () => {
	const failed = 'emil.dorn@example.com';
	let rest: N8nRest;
	let people: string[];

	/** One night with this HR file. */
	async function night(hrFile?: string) {
		const before = (await writes()).length;
		const settings = hrFile ? { hrFile } : {};
		const id = await importExample(rest, syncName, inject('credential'), settings);
		const execution = await rest.runWorkflow(id, startNode);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		const sent = execution.outputs['Create or update']![0]![0]!.map(({ json }) => json);
		return { found: await syncOutcomes(execution), sent, writes: (await writes()).slice(before) };
	}

	beforeAll(async () => {
		await control.post('/reset', {});
		rest = await connect(inject('n8nUrl'));
		people = (await samplePeople(syncName)).map(({ email }) => email);
	});

	it('gives every person exactly one outcome, the right one, in the first night', async () => {
		const { found } = await night();
		const outcomes = found.map(({ email, outcome }) => [email, outcome]).sort();
		expect(outcomes).toEqual([...(await expectedOutcomes(syncName))].sort());
		expect(found.find(({ email }) => email === failed)?.why).toMatch(/Start date.*31\.04\.2026/);
	}, 300_000);

	it('changes nothing in the second night, and says so of everybody', async () => {
		const { found, sent, writes: written } = await night();
		expect(written).toEqual([]);
		expect(found).toHaveLength(people.length);
		const changed = sent.filter(({ outcome }) => outcome !== 'unchanged');
		expect(changed).toMatchObject([{ employeeNumber: '30014', outcome: 'failed' }]);
	});

	it('sends exactly the cells that HR has changed since', async () => {
		const changes = [
			['30011', 'department', 'Vertrieb', 'Marketing'],
			['30017', 'mobilePhone', '+49 171 5550017', '+49 171 5550099'],
			['30020', 'title', 'Buchhalter', 'Leiter Buchhaltung'],
		] as const;
		const lines = (await syncFile()).split('\n');
		for (const [number, , from, to] of changes) {
			const index = lines.findIndex((line) => line.startsWith(`${number};`));
			lines[index] = lines[index]!.replace(`;${from};`, `;${to};`);
		}
		const { found, sent, writes: written } = await night(lines.join('\n'));
		const submitted = sent.filter(({ outcome }) => outcome === 'submitted');
		const told = submitted.flatMap(({ employeeNumber, changes: theirs }) =>
			(theirs as Array<Record<string, unknown>>).map(({ field, from, to }) => [
				...[employeeNumber, field, from, to],
			]),
		);
		expect(told).toEqual(changes.map((change) => [...change]));
		expect(written).toEqual(['POST /profile/v4/Bulk']);
		expect(found.filter(({ outcome }) => outcome !== 'succeeded')).toHaveLength(1);
	});
});
