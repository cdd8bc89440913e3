// Odd responses to the search for the people whom rows name: nobody else becomes a manager or an approver.
import { expect, it } from 'vitest';
import { ConcurProvisioning } from '../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located, mapped } from '../support/concur.mts';
import { timeoutOf } from './counts.mts';
import { Faults } from './faults.mts';
import { mutatedText, type Chance } from './mutate.mts';
import { genuineReply, ids, items, profileOf } from './people.mts';
import { fuzzWorld, someOnError } from './world.mts';

const world = fuzzWorld();

const keys = ['ben@example.com', 'N-ben', ids[1]!];

it(
	'whose UUID is sent are those who were named, or nobody',
	async () => {
		const faults = new Faults('searches');
		let made = 0;
		await faults.tryAll(async (chance) => {
			const onError = someOnError(chance);
			const body = mutatedText(pageOf(chance), chance);
			const changes = mapped({ manager: chance.oneOf(keys), reportApprover: chance.oneOf(keys) });
			const user = located('id', '={{ $json.id }}');
			const input = `${onError} ${JSON.stringify(changes)} ${body}`;
			world.stub.answer = (asked) =>
				asked.path.endsWith('/.search') && !asked.body.includes(ids[0]!)
					? { body }
					: genuineReply(asked);
			const parameters = { operation: 'update', user, changes, submitAs: 'single' };
			const result = await world.run(
				new ConcurProvisioning(),
				parameters,
				[items[0]!, items[2]!],
				onError,
			);
			faults.run(result, input);
			for (const { method, body: sent } of world.stub.asked) {
				if (method !== 'PATCH') continue;
				const manager = /manager\.value","value":"([^"]*)"/.exec(sent)?.[1];
				if (manager?.toLowerCase() === ids[1]) made++;
				else if (manager !== undefined) {
					faults.add(`makes ${manager} the manager`, input);
				}
				const approver = /"approver":\{"(?:value|employeeNumber)":"([^"]*)"\},"primary":true/.exec(
					sent,
				);
				if (approver && ![ids[1], 'n-ben'].includes(approver[1]!.toLowerCase())) {
					faults.add(`makes ${approver[1]} the approver`, input);
				}
			}
			return input;
		});
		expect(faults.report()).toEqual([]);
		expect(made).toBeGreaterThan(0);
	},
	timeoutOf('searches'),
);

/** As SAP Concur would answer for the person who is named. */
function pageOf(chance: Chance) {
	const page = { totalResults: 1, itemsPerPage: 1, startIndex: 1, Resources: [profileOf(1)] };
	return chance.hits(0.7) ? page : { ...page, totalResults: 5, nextCursor: 'next' };
}
