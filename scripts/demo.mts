// What `npm start` shows in its n8n: all examples, the onboarding as the first of them, and what to do with them next.
import without from 'lodash/without.js';
import {
	approvedName,
	exampleNames,
	importExample,
	leaverCheckName,
	readExample,
	samplePeople,
	syncName,
	type ExampleName,
	type PersonOutcome,
} from './examples.mts';
import { owner, type N8nRest } from './n8n-rest.mts';

/** How long the onboarding waits in `npm start`: the sample has one person whom SAP Concur does not finish in time. */
export const demoWaitSeconds = 6;

/**
 * Imports all examples into a new n8n. The onboarding is the first in n8n's list, and waits only `demoWaitSeconds`.
 * @returns the ID of the onboarding
 */
export async function importDemo(
	rest: N8nRest,
	credential: { id: string; name: string },
	tables: Record<string, string>,
): Promise<string> {
	for (const name of without(exampleNames, 'onboarding')) {
		await importExample(rest, name, credential, { tables });
	}
	const id = await importExample(rest, 'onboarding', credential, { tables });
	await rest.changeNode(id, 'How did it end?', { maximumWaitMinutes: demoWaitSeconds / 60 });
	return id;
}

const outcomeInWords: Record<string, string> = {
	succeeded: 'worked',
	partial: 'partly worked',
	failed: 'failed',
	pending: 'still running',
};

/** One line per person, in the order of the sample file. */
export async function outcomeLines(found: PersonOutcome[]): Promise<string[]> {
	return (await samplePeople()).map(({ email, employeeNumber, name }) => {
		const person = found.find((each) => each.email === email);
		const outcome = person ? (outcomeInWords[person.outcome] ?? person.outcome) : 'MISSING';
		return `  ${employeeNumber}  ${name.padEnd(18)} ${outcome.padEnd(14)} ${person?.why ?? ''}`.trimEnd();
	});
}

/** Worth a try after the onboarding, with what to look for. */
const nextExamples: Array<[ExampleName, string]> = [
	[syncName, 'run it twice: the second run changes nothing'],
	[approvedName, 'a form asks you before anything is sent'],
	[leaverCheckName, 'after the nightly sync: a form asks who takes their places'],
];

/** Where to look now, and what to try next. */
export async function nextSteps(address: string): Promise<string[]> {
	const titles = nextExamples.map(async ([name, what]) => {
		const title = (await readExample(name)).name;
		return `  ${title.padEnd(44)} ${what}`;
	});
	return [
		`See it in n8n: ${address}`,
		`  Sign in as ${owner.email} with the password ${owner.password}`,
		'  Click Execute workflow: it runs again, and sends only what is not in SAP Concur yet.',
		'',
		"Then try, from n8n's list of workflows:",
		...(await Promise.all(titles)),
		'  Those that start on events: a note in each says what to set up, and how to publish it.',
		'',
		'Ctrl-C ends n8n and the local SAP Concur.',
	];
}
