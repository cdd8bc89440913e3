// What is asked about a provisioning request.
import {
	jane,
	nobody,
	provisioning,
	spend,
	status,
	type Form,
	type Scene,
	type Table,
} from './badInput.mts';
import { enterProvisionId } from './userSentences.mts';

const day = 24 * 3_600_000;
const path = (id: string) => `GET /profile/v4/provisions/${id}/status`;

/** Submits people by their employee numbers; Concur is done at once. */
const submit =
	(...numbers: string[]) =>
	async ({ steer, first }: Scene) => {
		await steer('settings', { provisioning: { finishesAfterMs: 0 } });
		const value = {
			...jane,
			...spend,
			userName: '={{ $json.number }}@example.com',
			employeeNumber: '={{ $json.number }}',
		};
		const { provisionId } = await first(
			provisioning,
			{ operation: 'create', fields: { mappingMode: 'defineBelow', value } },
			numbers.map((number) => ({ number })),
		);
		return { provisionId };
	};

const known = '1f0e6c7e-0000-4000-8000-000000000001';

const get: Form = {
	title: 'Status, Get',
	node: status,
	operation: 'get',
	prepare: submit('20001'),
	good: {},
	other: {},
	goodSends: [path(':provisionId')],
};
const wait: Form = { ...get, title: 'Status, Wait for Completion', operation: 'wait' };

export const statusInputs: Table[] = [
	{
		form: get,
		cases: [
			{
				name: 'the row has no provisioning ID',
				row: { provisionId: undefined, userName: 'jane.doe@example.com' },
				says: 'Provisioning ID is empty',
				cure: enterProvisionId,
			},
			{
				name: 'the provisioning ID is a word',
				row: { provisionId: 'pending' },
				says: 'Provisioning ID contains no UUID (sent: "pending")',
				cure: enterProvisionId,
			},
			{
				name: 'the provisioning ID is a number',
				row: { provisionId: 4711 },
				says: 'Provisioning ID contains no UUID (sent: 4711)',
				cure: enterProvisionId,
			},
			{
				name: 'the provisioning ID is an object',
				row: { provisionId: { id: 4711 } },
				says: 'Provisioning ID contains no UUID (sent: {"id":4711})',
				cure: enterProvisionId,
			},
			{
				name: 'the provisioning ID lacks a character',
				row: { provisionId: known.slice(1) },
				says: 'Provisioning ID contains no UUID (sent: "f0e6c7e-0000-4000-8000-000000000001")',
				cure: enterProvisionId,
			},
			{
				name: 'Concur does not know the request',
				row: { provisionId: nobody },
				says: "SAP Concur does not know the provisioning request '00000000-0000-4000-8000-000000000000'",
				cure: 'SAP Concur keeps a status for 7 days. Check the provisioning ID, and check that the credential belongs to the company of the request.',
				sends: [path(nobody)],
			},
			{
				name: 'the request is older than 7 days',
				prepare: async ({ simulator }) => simulator.advance(8 * day),
				says: "SAP Concur does not know the provisioning request ':provisionId'",
				cure: 'SAP Concur keeps a status for 7 days. Check the provisioning ID, and check that the credential belongs to the company of the request.',
				sends: [path(':provisionId'), path(':provisionId')],
			},
			{
				name: 'the bulk ID is of another request',
				prepare: submit('20002', '20003'),
				row: { bulkId: 'item-7' },
				says: 'The provisioning request :provisionId has no operation with the bulk ID "item-7"',
				cure: 'Provisioning ID and bulkId must come from the same item of SAP Concur Provisioning.',
				sends: [path(':provisionId')],
			},
		],
	},
	{
		form: wait,
		cases: [
			{
				name: 'the row has no provisioning ID',
				row: { provisionId: null },
				says: 'Provisioning ID is empty',
				cure: enterProvisionId,
			},
			{
				name: 'the maximum wait is a word',
				parameters: { maximumWaitMinutes: 'ten' },
				row: { provisionId: known },
				says: 'Maximum Wait (Minutes) must be a number of at least 0 (sent: "ten")',
				cure: 'Enter a number, for example 5.',
				sends: [],
			},
			{
				name: 'the maximum wait is negative',
				parameters: { maximumWaitMinutes: -1 },
				row: { provisionId: known },
				says: 'Maximum Wait (Minutes) must be a number of at least 0 (sent: -1)',
				cure: 'Enter a number, for example 5.',
				sends: [],
			},
			{
				name: 'the first look is at once',
				parameters: { options: { firstLookSeconds: 0 } },
				row: { provisionId: known },
				says: 'First Check After (Seconds) must be a number of at least 1 (sent: 0)',
				cure: 'Enter a number, for example 6.',
				sends: [],
			},
			{
				name: 'Concur does not know the request',
				row: { provisionId: nobody },
				says: "SAP Concur does not know the provisioning request '00000000-0000-4000-8000-000000000000'",
				cure: 'SAP Concur keeps a status for 7 days. Check the provisioning ID, and check that the credential belongs to the company of the request.',
				sends: [path(nobody)],
			},
		],
	},
];
