// Room engine: what a node costs in n8n-core beside the plain work it stands for, without a server around it.
// This file: Create beside the same requests written by hand.
import axios from 'axios';
import { Bench } from 'tinybench';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { startSimulator } from '../../../simulator/index.mts';
import { concurCredential, mapped, shownCredentials } from '../../../test/support/concur.mts';
import prepareUserFolder from '../../../test/support/userFolder.mts';
import { number, type Finding } from '../report.mts';
import { timeOfRows } from './rows.mts';

const people = 1000;

/** Create as a whole, and what HR's headings and values cost more than SAP's. */
export async function createInEngine(): Promise<Finding> {
	const removeUserFolder = prepareUserFolder();
	// Imported only now: n8n-core looks for its user folder when it is loaded.
	const { runNode } = await import('../../../test/support/executeNode.mts');
	const simulator = await startSimulator();
	const credentials = await concurCredential(simulator);
	let round = 0;
	const userName = (n: number) => `person${round}-${n}@example.com`;
	const submitByHand = await submitterByHand(simulator.url, userName);
	const submitWithNode = async () => {
		const { error } = await runNode({
			node: new ConcurProvisioning(),
			credentials,
			items: Array.from({ length: people }, (_, n) => ({ name: userName(n) })),
			parameters: { operation: 'create', fields: mapped(fields) },
		});
		if (error) throw error;
	};
	const inTurn = (submit: () => Promise<void>) => async () => {
		round++;
		await submit();
	};
	const reset = { beforeEach: () => simulator.reset() };
	const bench = new Bench({ iterations: 5, time: 0, warmupIterations: 1, warmupTime: 0 });
	bench
		.add('by hand', inTurn(submitByHand), reset)
		.add('by the node', inTurn(submitWithNode), reset);
	await bench.run();
	const medianOf = (name: string) =>
		(bench.getTask(name)?.result as { latency: { p50: number } }).latency.p50;
	const [byHand, byNode] = [medianOf('by hand'), medianOf('by the node')];
	const [sap, hr] = await timeOfRows(simulator, credentials, runNode);
	await simulator.close();
	removeUserFolder();
	return {
		title: "Create in n8n's engine alone",
		how: [`${number(people)} users, ten bulk requests, without a server around it; medians.`],
		table: [
			['Case', 'Time'],
			['The same requests written by hand', `${byHand.toFixed(0)} ms`],
			['Eight fields mapped by hand', `${byNode.toFixed(0)} ms`],
			["Map Automatically, 16 columns with SAP's names and values", `${sap.toFixed(0)} ms`],
			["Map Automatically, 16 columns with HR's headings and values", `${hr.toFixed(0)} ms`],
		],
		lines: [
			{ what: 'Create / the same requests written by hand', figure: byNode / byHand },
			{ what: "HR's headings and values / SAP's", figure: hr / sap },
		],
	};
}

const fields = {
	userName: '={{ $json.name }}',
	workEmail: '={{ $json.name }}',
	employeeNumber: '={{ $json.name }}',
	givenName: 'Pat',
	familyName: 'Doe',
	spendCountry: 'US',
	spendLocale: 'en-US',
	reimbursementCurrency: 'USD',
};

/** @returns a function that sends the same ten requests with the same people, written by hand */
async function submitterByHand(url: string, userName: (n: number) => string) {
	const { clientId, clientSecret, companyId, companyRequestToken } = await shownCredentials({
		url,
	});
	const { data: token } = await axios.post(
		`${url}/oauth2/v0/token`,
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
	return async () => {
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
				`${url}/profile/v4/Bulk`,
				{ schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations },
				{ headers: { authorization: `Bearer ${token.access_token}` } },
			);
		}
	};
}
