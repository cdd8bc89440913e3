// Wait for Completion over people who have a request each, as Submit As: Single and the HTTP Request node leave them.
import axios from 'axios';
import { Agent } from 'node:http';
import pLimit from 'p-limit';
import { compare } from './compare.mts';
import { firstLookSeconds } from './n8n/httpNodes.mts';
import { waitForCompletion } from './n8n/ourNodes.mts';
import { startCompany, type Company, type RealN8n } from './n8n/realN8n.mts';
import { tableOf, type Finding, type Row, type Size } from './report.mts';
import type { BenchNode } from './n8n/workflow.mts';

export async function waitForSingles(n8n: RealN8n, { people, rounds }: Size): Promise<Finding> {
	const company = await startCompany(n8n);
	try {
		const ids = await submitSingles(company, people);
		const cases = [people / 4, people / 2, people].map(Math.ceil).map((count) => ({
			name: `Wait for Completion, a request for each of ${count}`,
			people: count,
			company,
			expected: count,
			prepare: () => undefined,
			nodes: [rowsWith(ids.slice(0, count)), waitForCompletion(company)],
		}));
		const found = await compare(n8n, cases, rounds);
		const [quarter, half, all] = cases.map(({ name }) => found[name]!) as [Row, Row, Row];
		const own = ({ wall, people: count }: Row) => (wall - firstLookSeconds) / count;
		return {
			title: 'Wait for Completion with a request for each person',
			how: [
				'People who were submitted one by one, as Submit As: Single leaves them, looked up by one node.',
			],
			table: tableOf([quarter, half, all]),
			lines: [
				{
					what: 'Wait on single requests, wall time for each person: all / a quarter',
					figure: own(all) / own(quarter),
					atMost: 1.1,
				},
				{
					what: 'Wait on single requests, CPU for each person: all / a quarter',
					figure: all.cpu / all.people / (quarter.cpu / quarter.people),
					atMost: 1.1,
				},
			],
		};
	} finally {
		await company.simulator.close();
	}
}

const rowsWith = (ids: string[]): BenchNode => ({
	name: 'Requests',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		jsCode: `return ${JSON.stringify(ids)}.map((provisionId) => ({ json: { provisionId } }));`,
	},
});

/** Creates so many people with a request each; returns the provisioning IDs. */
async function submitSingles(company: Company, count: number): Promise<string[]> {
	const headers = await company.headers();
	const httpAgent = new Agent({ keepAlive: true });
	const atOnce = pLimit(8);
	const submit = async (n: number) => {
		const { data } = await axios.post<{ meta: { provisionId: string } }>(
			`${company.simulator.url}/profile/v4/Users`,
			{
				schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
				userName: `single${n}@example.com`,
				active: true,
				name: { givenName: 'Pat', familyName: 'Doe' },
				emails: [{ type: 'work', value: `single${n}@example.com` }],
				'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
					companyId: company.companyUuid,
					employeeNumber: `S${n}`,
				},
			},
			{ headers, httpAgent },
		);
		return data.meta.provisionId;
	};
	return await Promise.all(Array.from({ length: count }, (_, n) => atOnce(() => submit(n))));
}
