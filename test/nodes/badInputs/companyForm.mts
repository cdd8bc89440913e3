// What only the company's own employee form rejects.
import { jane, john, locatedBy, martin, provisioning, spend } from './badInput.mts';
import type { Form, Prepare, Table } from './badInput.mts';
import { isMissing, isTooLong, useAtMost } from './valueSentences.mts';

const formFields = [
	{ name: 'Custom2', label: 'Profit center', isRequired: true },
	{ name: 'OrgUnit1', label: 'Plant', maxLength: 4 },
	{ name: 'Custom6', label: 'Old', isRequired: true, access: 'HD' },
];
const prepare: Prepare = async ({ steer }) => {
	await steer('settings', { company: { formFields } });
};
const enterToo = "Enter it too. Your company's employee form requires it.";
const center = { custom2: 'P100' };

const create: Form = {
	title: "Provisioning, Create: the company's form",
	node: provisioning,
	operation: 'create',
	mapper: 'provisioningCreateFields',
	prepare,
	good: { fields: { ...jane, ...spend, ...center } },
	other: { fields: { ...john, ...spend, ...center } },
	goodSends: ['POST /profile/v4/Bulk'],
};
const replace: Form = {
	...create,
	title: "Provisioning, Replace: the company's form",
	operation: 'replace',
	mapper: 'provisioningCreateFields',
	parameters: { user: locatedBy('id'), confirmReplace: true },
	other: { user: martin, fields: { ...john, ...spend, ...center, active: 'yes' } },
};
const update: Form = {
	title: "Provisioning, Update: the company's form",
	node: provisioning,
	operation: 'update',
	mapper: 'provisioningUpdateFields',
	parameters: { user: locatedBy('id') },
	prepare,
	good: { user: martin, fields: { orgUnit1: 'AB' } },
	other: { user: martin, fields: { orgUnit1: 'AB' } },
	goodSends: ['POST /profile/v4/Bulk'],
};

export const companyForm: Table[] = [
	{
		form: create,
		cases: [
			{
				name: 'a required custom field has no value',
				row: { fields: { custom2: '' } },
				says: `Profit center (Custom 2) ${isMissing}`,
				cure: `Profit center (Custom 2): ${enterToo}`,
			},
			{
				name: 'a custom value is longer than the form allows',
				row: { fields: { orgUnit1: 'ABCDE' } },
				says: `Plant (Org unit 1) ${isTooLong(5)} (sent: "ABCDE")`,
				cure: `Plant (Org unit 1): ${useAtMost(4)}`,
			},
		],
	},
	{
		form: replace,
		cases: [
			{
				name: 'a required custom field has no value',
				row: { fields: { custom2: undefined } },
				says: `Profit center (Custom 2) ${isMissing}`,
				cure: `Profit center (Custom 2): ${enterToo}`,
				sends: [],
			},
		],
	},
	{
		form: update,
		cases: [
			{
				name: 'a custom value is longer than the form allows',
				row: { fields: { orgUnit1: 'ABCDE' } },
				says: `Plant (Org unit 1) ${isTooLong(5)} (sent: "ABCDE")`,
				cure: `Plant (Org unit 1): ${useAtMost(4)}`,
				sends: [],
			},
		],
	},
];
