// Form fields in which anything stands in the place of anything.
import { expect, it } from 'vitest';
import { ConcurProvisioning } from '../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located } from '../support/concur.mts';
import { timeoutOf } from './counts.mts';
import { Faults } from './faults.mts';
import { mutatedText } from './mutate.mts';
import { formFields, genuineReply, items, personOf } from './people.mts';
import { fuzzWorld, someOnError } from './world.mts';

const world = fuzzWorld();

it(
	'of one user are read, or said to be unreadable, and the others have theirs',
	async () => {
		const faults = new Faults('formFields');
		const node = new ConcurProvisioning();
		const user = located('id', '={{ $json.id }}');
		const parameters = { operation: 'getFormFields', formOf: 'user', user };
		world.stub.answer = genuineReply;
		const expected = await world.run(node, parameters, items);
		await faults.tryAll(async (chance) => {
			const onError = someOnError(chance);
			const genuine = chance.oneOf([formFields, { Resources: formFields }]);
			const body = mutatedText(genuine, chance);
			const input = `${onError} ${body}`;
			world.stub.answer = (asked) => (personOf(asked) === 1 ? { body } : genuineReply(asked));
			const result = await world.run(node, parameters, items, onError);
			world.judge({ faults, result, expected, onError, input, mayBeEmpty: true });
			return input;
		});
		expect(faults.report()).toEqual([]);
	},
	timeoutOf('formFields'),
);
