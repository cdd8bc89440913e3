// Support details of every operation, while something between n8n and SAP Concur rejects requests and repeats them in its
// response, secrets and all.
import { describe, expect, it } from 'vitest';
import { asStored } from '../../support/concur.mts';
import { wrongThenRight } from '../operations.mts';
import {
	aboutCanary,
	creates,
	detailsIn,
	expectSafe,
	isRead,
	names,
	options,
	run,
	several,
	setUpWorld,
	world,
} from './repeatingGateway.mts';

setUpWorld();

/** They only read, or have nothing to change for this person. */
const writesNothing = new Set([
	...['get', 'getAll', 'changedSince', 'getFormFields', 'getProfile', 'plan'],
	...['drift', 'leaverCheck', 'wait', 'endLeave', 'rehire'],
]);
const asksNothing = ['convert', 'check', 'supportDetails'];
const cases = wrongThenRight
	.filter(([, operation]) => !asksNothing.includes(operation))
	.map(([node, operation, parameters]) => ({
		name: `${node.description.displayName}, ${operation}`,
		node,
		parameters: asStored(operation, { ...aboutCanary(parameters), options }),
		operation,
	}));
describe.each(cases)('$name', ({ operation, ...one }) => {
	it('tells what was rejected, and nothing about the person or the credential', async () => {
		world.rejects = () => true;
		const nobody = { ...world.row, who: 'Qz1001' };
		const { outputs } = await run(one, { items: [nobody] });
		const [details] = detailsIn(outputs);
		expectSafe(details);
		expect(details).toMatch(/^Request: (GET|POST|PATCH|PUT|DELETE) \/profile\/[\w./?=&-]+/m);
		expect(details).toMatch(/^Response status: 400$/m);
		expect(details).toMatch(/^Response: \{\n {2}"detail": "Rejected /m);
	});

	if (writesNothing.has(operation)) return;
	it('tells what could not be written', async () => {
		world.rejects = (request) => !isRead(request);
		const { outputs } = await run(one);
		const [details] = detailsIn(outputs);
		expectSafe(details);
	});
});

const failing = cases.find(({ operation }) => operation === 'upsert')!;

it('stand under Error details of n8n’s panel where the node ends with the error', async () => {
	world.rejects = (request) => !isRead(request);
	const { error } = await run(failing, { onError: undefined });
	expectSafe(error?.context?.data);
});

it('stand at the end of the message on the error output, which n8n 1 gives two keys only', async () => {
	world.rejects = (request) => !isRead(request);
	const { outputs } = await run(failing, { onError: 'continueErrorOutput' });
	const { message, supportDetails } = outputs[1]![0]!.json;
	expect(supportDetails).toBeUndefined();
	expectSafe(String(message).slice(String(message).indexOf('Details for SAP Concur support')));
});

it('are only there if the option is on, and not for what was never sent', async () => {
	world.rejects = () => true;
	const off = { ...failing, parameters: { ...failing.parameters, options: {} } };
	expect(detailsIn((await run(off)).outputs)).toEqual([undefined]);
	world.rejects = () => false;
	const wrong = { items: [{ ...world.row, name: 'no name' }] };
	expect(detailsIn((await run(failing, wrong)).outputs)).toEqual([undefined]);
});
it('of a bulk request show the person’s own part only', async () => {
	world.rejects = (request) => !isRead(request);
	const { outputs } = await run(creates(names), { items: several(3) });
	const texts = detailsIn(outputs).map(String);
	texts.forEach(expectSafe);
	expect(texts.map((text) => /"bulkId": "(item-\d)"/g.exec(text)?.[1])).toEqual([
		'item-0',
		'item-1',
		'item-2',
	]);
	expect(
		texts.map((text) => text.split('Response status')[0]!.split('"method"').length - 1),
	).toEqual([1, 1, 1]);
});

it('list the times at which a request was sent', async () => {
	world.simulator.faults([
		{ match: 'POST /profile/v4/Users', times: 1, kind: 'status', status: 503 },
	]);
	let count = 0;
	world.rejects = (request) => !isRead(request) && count++ > 0;
	const { outputs } = await run(creates(names), { items: several(1) });
	const [details] = detailsIn(outputs);
	expectSafe(details);
	expect(details).toMatch(
		/^Attempts: 2\n {2}[\d-]+ [\d:]+ UTC, 503, [\da-f-]{36}\n {2}[\d-]+ [\d:]+ UTC, 400, /m,
	);
});
