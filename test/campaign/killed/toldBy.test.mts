import { expect, it } from 'vitest';
import { makePeople } from '../people.mts';
import { toldBy } from './toldBy.mts';

const people = makePeople({ flow: 'identity', seed: 1, count: 3, withTakenNumbers: false });
const [first, second, third] = people.map(({ userName }) => userName);
const item = (json: Record<string, unknown>) => ({ json });
const execution = { id: '1', status: 'success', startedAt: {}, tookMs: {} };

it('reads whoever left by any output of the last node, or by the error output of the first', () => {
	const { final, earlier, stopped } = toldBy(
		[
			{
				...execution,
				outputs: {
					'Send identity': [[[], [item({ userName: third, error: 'Rejected' })]]],
					Send: [[[item({ userName: first, outcome: 'submitted', provisionId: 'p' })]]],
					Result: [
						[
							[item({ userName: first, outcome: 'succeeded' })],
							[],
							[],
							[item({ userName: second, outcome: 'pending' })],
						],
					],
				},
			},
		],
		people,
	);
	const told = final.map(({ person, outcome }) => [person.userName, outcome]);
	expect(told).toEqual([
		[first, 'succeeded'],
		[second, 'pending'],
		[third, 'failed'],
	]);
	expect(earlier.map(({ json }) => json.provisionId)).toEqual(['p']);
	expect(stopped).toEqual([]);
});

it('says that an execution came to no end', () => {
	const { stopped } = toldBy([{ ...execution, status: 'crashed', outputs: {} }], people);
	expect(stopped.map(({ error }) => error.message)).toEqual(['crashed']);
});
