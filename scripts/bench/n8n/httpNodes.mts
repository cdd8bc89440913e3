// What a user would build without our nodes: n8n's HTTP Request node with the same credential, and n8n's Wait node.
import type { Company } from './realN8n.mts';
import type { BenchNode } from './workflow.mts';

/** SAP: v4.user-provisioning, Tracking Completion: the first look after 5 seconds. Our Wait for Completion does the same. */
export const firstLookSeconds = 5;

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const spend = 'urn:ietf:params:scim:schemas:extension:spend:2.0:User';
const approver = 'urn:ietf:params:scim:schemas:extension:spend:2.0:Approver';

/** JavaScript for the user's document that our node makes of the same row. */
const identityOf = (row: string, companyUuid: string, more: string) =>
	`schemas: ["${core}"], userName: ${row}.userName, active: true, ` +
	`name: { givenName: ${row}.givenName, familyName: ${row}.familyName }, ` +
	`emails: [{ type: "work", value: ${row}.workEmail }], ` +
	`"${enterprise}": { companyId: "${companyUuid}", employeeNumber: ${row}.employeeNumber${more} }`;

const documentOf = (row: string, companyUuid: string) =>
	identityOf(row, companyUuid, `, department: ${row}.department, costCenter: ${row}.costCenter`) +
	`, title: ${row}.title, "${spend}": { country: ${row}.spendCountry, locale: ${row}.spendLocale, ` +
	`reimbursementCurrency: ${row}.reimbursementCurrency }, "${approver}": { report: ` +
	`[{ approver: { employeeNumber: ${row}.reportApprover }, primary: true }] }`;

const request = (
	{ credentials }: Company,
	name: string,
	parameters: Record<string, unknown>,
): BenchNode => ({
	name,
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'concurApi',
		options: {},
		...parameters,
	},
	credentials,
});

const post = (company: Company, path: string, jsonBody: string, options: object = {}) =>
	request(company, 'Post', {
		method: 'POST',
		url: `${company.simulator.url}${path}`,
		sendBody: true,
		specifyBody: 'json',
		jsonBody,
		options,
	});

const pauseNode: BenchNode = {
	name: 'Pause',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { amount: firstLookSeconds },
};

/** @param provisionId JavaScript for it: a bulk request has it in `id` */
const status = (company: Company, provisionId: string, options: object = {}) =>
	request(company, 'Status', {
		url: `=${company.simulator.url}/profile/v4/provisions/{{ ${provisionId} }}/status?attributes=operations`,
		options,
	});

/**
 * One request for each person, a pause, and one look for each person.
 * @param options those of both HTTP Request nodes
 */
export const personByPerson = (company: Company, options: object = {}): BenchNode[] => [
	post(
		company,
		'/profile/v4/Users',
		`={{ JSON.stringify({ ${documentOf('$json', company.companyUuid)} }) }}`,
		options,
	),
	pauseNode,
	status(company, '$json.meta.provisionId', options),
];

/** With 1,000 ms, requests of two batches arrive within one second now and then, and the node fails. */
export const slowPauseMs = 1100;

/** What keeps both HTTP Request nodes below a limit by the second. Retry On Fail would send everybody again. */
export const slowly = (perSecond: number) => ({
	batching: { batch: { batchSize: perSecond, batchInterval: slowPauseMs } },
});

/** Someone who writes JavaScript packs a hundred people into a request; the answer still has to be read for each of them. */
export const bulksByCode = (company: Company): BenchNode[] => [
	{
		name: 'Pack',
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		parameters: {
			jsCode: `const rows = $input.all().map(({ json }) => json);
const bulks = [];
for (let first = 0; first < rows.length; first += 100) {
	bulks.push({ json: {
		schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
		Operations: rows.slice(first, first + 100).map((row, i) => ({
			method: 'POST', path: '/Users', bulkId: 'row-' + (first + i),
			data: { ${documentOf('row', company.companyUuid)} },
		})),
	} });
}
return bulks;`,
		},
	},
	post(company, '/profile/v4/Bulk', '={{ JSON.stringify($json) }}'),
	pauseNode,
	status(company, '$json.id'),
];

const identityPath = '/profile/identity/v4.1/Users';

/**
 * @param row JavaScript for it
 * @param batch so many requests are begun each `interval` milliseconds; the node does not wait for the answers
 */
export const identityByRequest = (
	company: Company,
	row = '$json',
	batch?: { batchSize: number; batchInterval: number },
): BenchNode =>
	post(
		company,
		identityPath,
		`={{ JSON.stringify({ ${identityOf(row, company.companyUuid, '')} }) }}`,
		batch ? { batching: { batch } } : {},
	);

export const identityRead = (company: Company, id: string): BenchNode =>
	request(company, 'Get', { url: `${company.simulator.url}${identityPath}/${id}` });
