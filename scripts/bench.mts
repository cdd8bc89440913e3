// Speed as ratios measured in one run on one machine: what a node costs beside the plain work it stands for.
// Each line says how many times as long the node takes; nothing here passes or fails.
import axios from 'axios';
import { Bench } from 'tinybench';
import { ConcurProvisioning } from '../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { startSimulator } from '../simulator/index.mts';
import { concurCredential, mapped, shownCredentials } from '../test/support/concur.mts';
import prepareUserFolder from '../test/support/userFolder.mts';
import { benchDeliveries, benchJudging } from './bench-deliveries.mts';
import { benchRows } from './bench-rows.mts';

const removeUserFolder = prepareUserFolder();
// Imported only now: n8n-core looks for its user folder when it is loaded.
const { runNode } = await import('../test/support/executeNode.mts');

const people = 1000;
const simulator = await startSimulator();
const credentials = await concurCredential(simulator);
const { clientId, clientSecret, companyId, companyRequestToken } =
	await shownCredentials(simulator);

let round = 0;
const userName = (n: number) => `person${round}-${n}@example.com`;

async function submitWithNode() {
	round++;
	const { error } = await runNode({
		node: new ConcurProvisioning(),
		credentials,
		items: Array.from({ length: people }, (_, n) => ({ name: userName(n) })),
		parameters: {
			operation: 'create',
			fields: mapped({
				userName: '={{ $json.name }}',
				workEmail: '={{ $json.name }}',
				employeeNumber: '={{ $json.name }}',
				givenName: 'Pat',
				familyName: 'Doe',
				spendCountry: 'US',
				spendLocale: 'en-US',
				reimbursementCurrency: 'USD',
			}),
		},
	});
	if (error) throw error;
}

const token = await axios.post(
	`${simulator.url}/oauth2/v0/token`,
	new URLSearchParams({
		client_id: clientId,
		client_secret: clientSecret,
		grant_type: 'password',
		credtype: 'authtoken',
		username: companyId,
		password: companyRequestToken,
	}).toString(),
	{ headers: { 'content-type': 'application/x-www-form-urlencoded' } },
);

/** The same ten requests with the same people, written by hand. */
async function submitWithAxios() {
	round++;
	for (let first = 0; first < people; first += 100) {
		const Operations = Array.from({ length: 100 }, (_, index) => ({
			method: 'POST',
			path: '/Users',
			bulkId: `item-${first + index}`,
			data: {
				schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
				userName: userName(first + index),
				active: true,
				name: { givenName: 'Pat', familyName: 'Doe' },
				emails: [{ type: 'work', value: userName(first + index) }],
				'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
					companyId,
					employeeNumber: userName(first + index),
				},
				'urn:ietf:params:scim:schemas:extension:spend:2.0:User': {
					country: 'US',
					locale: 'en-US',
					reimbursementCurrency: 'USD',
				},
			},
		}));
		await axios.post(
			`${simulator.url}/profile/v4/Bulk`,
			{ schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations },
			{ headers: { authorization: `Bearer ${token.data.access_token}` } },
		);
	}
}

const bench = new Bench({ iterations: 5, time: 0, warmupIterations: 1, warmupTime: 0 });
bench
	.add('by hand', async () => await submitWithAxios(), { beforeEach: () => simulator.reset() })
	.add('by the node', async () => await submitWithNode(), { beforeEach: () => simulator.reset() });
await bench.run();
const rows = await benchRows(simulator, credentials, runNode);
await simulator.close();
removeUserFolder();

const medianOf = (name: string) =>
	(bench.getTask(name)?.result as { latency: { p50: number } }).latency.p50;
const [byHand, byNode] = [medianOf('by hand'), medianOf('by the node')];
console.log(
	`Provisioning, Create, ${people} users in 10 bulk requests: ${(byNode / byHand).toFixed(2)} times as long as the same requests written by hand (${byNode.toFixed(0)} ms to ${byHand.toFixed(0)} ms, median of 5)`,
);

console.log(rows);
console.log(await benchJudging());
for await (const line of benchDeliveries()) console.log(line);
