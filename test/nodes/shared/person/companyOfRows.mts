// A local SAP Concur whose users come from rows, and are read as Create or Update reads them.
import uniq from 'lodash/uniq.js';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'vitest';
import { patchMessage, type PatchOperation } from '../../../../nodes/shared/person/patchMessage.ts';
import { toUserDocument } from '../../../../nodes/shared/person/userDocument.ts';
import { flatFields } from '../../../../nodes/shared/schema/flatFields.ts';
import { urn, type ProfilePart } from '../../../../nodes/shared/schema/attributes.ts';
import {
	startProvisioning,
	type Json,
} from '../../../simulator/provisioning/provisioningClient.mts';
import { keysOf, secondApprover, type Row } from './everyField.mts';

/** All services, read as a whole. */
export const everyPart: ProfilePart[] = ['identity', 'spend', 'travel'];

const ofCore = flatFields.filter(({ path }) => path.schema === urn.core);
const coreAttributes = uniq(ofCore.map(({ path }) => path.steps[0]?.name));

/** The document of a row that can be read. */
export function documentOf(row: Row, clearWith?: string): Json {
	const { document, issues } = toUserDocument(row, undefined, { zone: 'utc', clearWith });
	expect(issues).toEqual([]);
	return document;
}

/**
 * Lets both ends notice that the server has closed an idle connection: while rows were read, which can take seconds on a busy
 * machine, nobody looked.
 */
async function afterComputing(): Promise<void> {
	for (let turn = 0; turn < 5; turn += 1) await setImmediate();
}

export async function startCompany() {
	const concur = await startProvisioning();
	/** UUIDs and rows by name of the user. */
	const ids = new Map<string, string>();
	const rows = new Map<string, Row>();

	async function send(operations: Json[]): Promise<void> {
		const rejected: unknown[] = [];
		for (let start = 0; start < operations.length; start += 40) {
			await afterComputing();
			const { body } = await concur.bulk(operations.slice(start, start + 40));
			concur.advance(5000);
			const { operations: results } = await concur.status(body.id);
			for (const { bulkId = '', status, extensions, resource } of results) {
				if (resource) ids.set(bulkId, resource.id);
				const messages = extensions.flatMap((one) => one.messages ?? []);
				if (!status.success) rejected.push([bulkId, ...messages]);
			}
		}
		expect(rejected).toEqual([]);
	}

	const ofApprover = {
		...{ active: true, givenName: 'Sam', familyName: 'Second' },
		entitlements: 'Expense, Request',
		...{ spendCountry: 'US', spendLocale: 'en-US', reimbursementCurrency: 'USD' },
		...{ roles: 'EXP_APPROVER, REQ_APPROVER' },
		...keysOf(secondApprover, concur.companyId),
	};
	const data = documentOf(ofApprover);
	await send([{ method: 'POST', path: '/Users', bulkId: secondApprover, data }]);

	return {
		close: () => concur.close(),
		rowOf: (name: string) => rows.get(name) as Row,
		/** One user for each row, with keys of their name. */
		async create(created: ReadonlyMap<string, Row>): Promise<void> {
			for (const [name, row] of created) {
				rows.set(name, { ...row, ...keysOf(name.replace('=', '-'), concur.companyId) });
			}
			await send(
				[...created.keys()].map((bulkId) => {
					const data = documentOf(rows.get(bulkId) as Row);
					return { method: 'POST', path: '/Users', bulkId, data };
				}),
			);
		},
		async patch(changes: ReadonlyMap<string, PatchOperation[]>): Promise<void> {
			const operations = [...changes].map(([bulkId, operation]) => ({
				...{ method: 'PATCH', path: `/Users/${ids.get(bulkId)}`, bulkId },
				data: patchMessage(operation),
			}));
			await send(operations.filter(({ data }) => (data.Operations as unknown[]).length > 0));
		},
		/**
		 * All that SAP Concur has of each user, by name: identities by a search that names what rows hold, lists of expense data,
		 * and travel profiles one by one.
		 */
		async read(): Promise<Map<string, Json>> {
			await afterComputing();
			const { body } = await concur.send<{ Resources: Json[] }>(
				'POST',
				'/profile/identity/v4.1/Users/.search',
				{
					schemas: ['urn:ietf:params:scim:api:messages:concur:2.0:SearchRequest'],
					count: 1000,
					attributes: [...coreAttributes, urn.enterprise, urn.sap],
				},
			);
			const spend = new Map<unknown, Json>();
			for (let start = 1; start <= body.Resources.length; start += 100) {
				const path = `/profile/spend/v4.1/Users?startIndex=${start}&count=100`;
				const page = await concur.send<{ Resources: Json[] }>('GET', path);
				for (const one of page.body.Resources) spend.set(one.id, one);
			}
			const users = new Map(body.Resources.map((user) => [user.id, user]));
			const found = new Map<string, Json>();
			for (const [name, row] of rows) {
				const id = ids.get(name);
				const travel =
					'travelRuleClass' in row
						? await concur.send('GET', `/profile/travel/v4/Users/${id}`)
						: undefined;
				const parts = [spend.get(id), travel?.body].map((part = {}) =>
					Object.fromEntries(Object.entries(part).filter(([key]) => key.startsWith('urn:'))),
				);
				found.set(name, Object.assign({}, users.get(id), ...parts) as Json);
			}
			return found;
		},
	};
}

export type Company = Awaited<ReturnType<typeof startCompany>>;
