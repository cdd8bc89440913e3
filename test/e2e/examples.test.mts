import axios from 'axios';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
	expectedOutcomes,
	importExample,
	onboardingNames,
	personOutcomes,
	samplePeople,
	startNode,
	type PersonOutcome,
} from '../../scripts/examples.mts';
import { connect, type Execution, type N8nRest } from '../../scripts/n8n-rest.mts';

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
		'paul.winter@example.com': /same person|same employee number/,
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

it('sends the whole sample file in one bulk', async () => {
	const { data } = await control.get('/requests');
	const bulks = data.filter(
		({ method, path }: { method: string; path: string }) =>
			method === 'POST' && path === '/profile/v4/Bulk',
	);
	expect(bulks).toHaveLength(1);
});
