// Responses of the token service in which anything stands in the place of anything.
import { expect, it } from 'vitest';
import { ConcurIdentity } from '../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { located } from '../support/concur.mts';
import { runNode } from '../support/executeNode.mts';
import { n8nLog } from '../support/n8nLog.mts';
import { timeoutOf } from './counts.mts';
import { Faults } from './faults.mts';
import { mutatedText } from './mutate.mts';
import { genuineReply, items } from './people.mts';
import { goodToken } from './stub.mts';
import { fuzzWorld } from './world.mts';

const log = n8nLog();
const world = fuzzWorld();
const refusals = [16, 5, 19, 60, 61, 64, 100, 108, 134].map((code) => ({
	code,
	error: 'CANARY-error',
	error_description: 'CANARY-description',
	geolocation: 'https://us2.api.concursolutions.com',
}));
const statuses = [200, 200, 200, 400, 401, 403, 404, 429, 500, 503, 302];

it(
	'give a connection or a sentence, and no secret gets out',
	async () => {
		const faults = new Faults('tokens');
		const node = new ConcurIdentity();
		const user = located('id', '={{ $json.id }}');
		world.stub.answer = genuineReply;
		const typed = world.stub.credentials();
		const connect = async (credentials: typeof typed, onError?: 'continueRegularOutput') =>
			await runNode({ node, credentials, parameters: { operation: 'get', user }, items, onError });
		const good = world.stub.token;
		const connected = (await connect(typed)).credentials.concurApi!;

		await faults.tryAll(async (chance, index) => {
			const isNew = chance.hits(0.5);
			const own = { ...(isNew ? typed.concurApi : connected), clientId: `client-${index}` };
			const expired = { ...own, tokenExpiresAt: '2020-01-01T00:00:00.000Z' };
			const replies = Array.from({ length: 1 + chance.below(4) }, () => {
				const genuine = chance.hits(0.6) ? { ...goodToken, geolocation: world.stub.url } : chance.oneOf(refusals); // prettier-ignore
				return { status: chance.oneOf(statuses), body: mutatedText(genuine, chance) };
			});
			const input = JSON.stringify(replies);
			world.stub.token = (form) => replies.shift() ?? good(form);
			const onError = chance.oneOf(['continueRegularOutput', undefined] as const);
			const result = await connect({ concurApi: isNew ? own : expired }, onError);
			faults.run(result, input);
			const said = JSON.stringify([result.error?.message, result.error?.description, result.outputs, log]); // prettier-ignore
			if (said.includes('CANARY')) faults.add(`tells ${said.slice(said.indexOf('CANARY'), 40)}`, input); // prettier-ignore
			for (const line of log) faults.readable([line.text], input);
			log.length = 0;
			const stored = result.credentials.concurApi!;
			const odd = Object.entries(stored).filter(([, value]) => typeof value !== 'string');
			if (odd.length > 0) faults.add(`stores ${JSON.stringify(odd)}`, input);
			if (!isNew && stored.refreshToken === '') faults.add('loses the refresh token', input);
			return input;
		});
		world.stub.token = good;
		expect(faults.report()).toEqual([]);
	},
	timeoutOf('tokens'),
);
