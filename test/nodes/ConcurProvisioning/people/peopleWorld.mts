// People of an HR file who name each other, and what SAP Concur holds of them afterwards.
import type { IDataObject } from 'n8n-workflow';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located, mapped } from '../../../support/concur.mts';
import { jsonOf, virtualWorld, type Options } from '../../../support/virtualWorld.mts';

/** The fixed users of the simulator: Grace approves everything, Martin nothing, and Ines is an employee. */
export const grace = '10010000-0000-4000-8000-000000001001';
export const martin = '10020000-0000-4000-8000-000000001002';
export const ines = '10030000-0000-4000-8000-000000001003';

export const search = 'POST /profile/identity/v4.1/Users/.search';
export const bulk = 'POST /profile/v4/Bulk';
export const single = 'POST /profile/v4/Users';
export const identity = 'POST /profile/identity/v4.1/Users';

/** A row of the person n; `chief` and `boss` name the manager and the approver. */
export const row = (n: number, more: IDataObject = {}): IDataObject => ({
	mail: `person${n}@example.com`,
	no: `N${n}`,
	...more,
});

export const named = (items: IDataObject[]) =>
	items.map(({ userName, outcome }) => `${String(userName).split('@')[0]} ${String(outcome)}`);

const columns = {
	userName: '={{ $json.mail }}',
	givenName: 'Pat',
	familyName: '={{ "Doe " + $json.mail.split("@")[0].slice(6) }}',
	workEmail: '={{ $json.email ?? $json.mail }}',
	employeeNumber: '={{ $json.no }}',
	manager: '={{ $json.chief }}',
	managerId: '={{ $json.chiefId }}',
};
const expenseColumns = {
	spendCountry: 'US',
	spendLocale: 'en-US',
	reimbursementCurrency: 'USD',
	roleExpenseApprover: '={{ $json.role }}',
	reportApprover: '={{ $json.boss }}',
};

interface Choices {
	/** Fields beside those of the rows. */
	more?: object;
	submitAs?: string;
	/** Parameters beside the fields. */
	parameters?: object;
}

/** A local SAP Concur for a test file, and the writing operations over such rows. */
export function peopleWorld(settings: Parameters<typeof virtualWorld>[0] = {}) {
	const world = virtualWorld({ provisioning: { finishesAfterMs: 0 }, ...settings });
	const provisioning = new ConcurProvisioning();
	const ofIdentity = new ConcurIdentity();
	const getMany = async (filter: string) =>
		jsonOf(
			await world.run(ofIdentity, 'getAll', { returnAll: true, filterType: 'expression', filter }),
		);
	const profileOf = async (userName: string) => {
		const parameters = { user: located('userName', userName), simplify: true };
		return jsonOf(await world.run(provisioning, 'getProfile', parameters))[0]!;
	};
	return {
		world,
		/** The node that `create` runs. */
		provisioning,
		create: async (
			items: object[],
			{ more = {}, submitAs = 'automatic', parameters = {}, ...options }: Options & Choices = {},
		) => {
			const fields = mapped({ ...columns, ...expenseColumns, ...more });
			const given = { fields, submitAs, ...parameters };
			return await world.run(provisioning, 'create', given, items, options);
		},
		/** Create or Update over rows; a row of somebody who is there needs no more than the employee number. */
		upsert: async (
			items: object[],
			{ more = {}, parameters = {}, ...options }: Options & Choices = {},
		) => {
			const ofNames = {
				familyName: '={{ $json.mail ? "Doe" : "" }}',
				givenName: '={{ $json.mail ? "Pat" : "" }}',
			};
			const fields = mapped({ ...columns, ...expenseColumns, ...ofNames, ...more });
			const given = { fields, submitAs: 'automatic', ...parameters };
			return await world.run(provisioning, 'upsert', given, items, options);
		},
		createIdentities: async (items: object[], options: Options = {}) =>
			await world.run(ofIdentity, 'create', { fields: mapped(columns) }, items, options),
		update: async (userName: string, changes: object, parameters: object = {}) =>
			await world.run(provisioning, 'update', {
				user: located('userName', userName),
				fields: mapped({ ...changes }),
				submitAs: 'single',
				...parameters,
			}),
		/** The user names of the managers of all persons, by the user name of the person. */
		managers: async () => {
			const users = [
				...(await getMany('userName sw "person"')),
				...(await getMany('active eq true')),
			];
			const names = new Map(users.map(({ id, userName }) => [id, userName]));
			return Object.fromEntries(
				users
					.filter(({ userName }) => String(userName).startsWith('person'))
					.map(({ userName, managerId }) => [
						String(userName).split('@')[0],
						managerId && String(names.get(managerId) ?? managerId).split('@')[0],
					]),
			);
		},
		profileOf,
		approverOf: async (userName: string) => (await profileOf(userName)).reportApprover,
	};
}
