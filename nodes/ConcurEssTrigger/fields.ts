// The form of the trigger.
import type { INodeProperties } from 'n8n-workflow';
import { flatFields } from '../shared/schema/flatFields';
import { eventKinds } from './events';

const profileEvents = eventKinds
	.filter(({ subject }) => subject !== 'provisioning')
	.map(({ name }) => name);
const updates = profileEvents.filter((name) => name.endsWith('Updated'));

export const fields: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: eventKinds.map(({ name, label, description }) => ({
			name: label,
			value: name,
			description,
		})),
		default: ['provisionCompleted'],
		description:
			'What starts the workflow. SAP Concur needs a subscription for each of the four subjects (provisioning, identity, spend, travel) and allows an app five.',
	},
	{
		displayName: 'Fetch Provisioning Status',
		name: 'fetchStatus',
		type: 'boolean',
		default: true,
		displayOptions: { show: { events: ['provisionCompleted'] } },
		description:
			'Whether to look up how the provisioning has ended, person by person, in the items of SAP Concur Provisioning Status. The event alone only holds the provisionId and whether all went well.',
	},
	{
		displayName: 'Fetch User Data',
		name: 'fetchUser',
		type: 'multiOptions',
		options: [
			{ name: 'Identity', value: 'identity', description: 'Name, email, employment' },
			{ name: 'Spend', value: 'spend', description: 'Expense settings, roles, approvers' },
			{ name: 'Travel', value: 'travel', description: 'Travel profile' },
		],
		default: ['identity'],
		displayOptions: { show: { events: profileEvents } },
		description:
			'What to look up of the person. An event names the fields that were changed, never their values.',
	},
	{
		displayName: 'Only When One of These Changed',
		name: 'changedFields',
		type: 'multiOptions',
		options: flatFields.map(({ id, label, group }) => ({
			name: label,
			value: id,
			description: group,
		})),
		default: [],
		displayOptions: { show: { events: updates } },
		description:
			'Fields whose change starts the workflow, for the events that end in "Changed". Any change does when this is empty.',
	},
	{
		displayName: 'Only These Companies',
		name: 'companies',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Company' },
		default: [],
		placeholder: 'e.g. 08bcca1e-0d4f-4261-9f1b-f778d96617d6',
		description:
			'UUIDs of the companies whose events start the workflow, for an app that serves several. All do when this is empty, and "User Provisioned" names no company.',
	},
	{
		displayName: 'Check Signature',
		name: 'verification',
		type: 'options',
		options: [
			{
				name: 'Always (Recommended)',
				value: 'enforce',
				description: 'Refuse what SAP Concur has not signed; it tries again for 72 hours',
			},
			{
				name: 'Never',
				value: 'off',
				description: 'Let everything in, whoever sent it',
			},
			{
				name: 'Warn Only',
				value: 'warn',
				description: 'Let everything in, and say in event.signature whether it is genuine',
			},
		],
		default: 'enforce',
		description:
			"Whether an event must be signed with one of SAP's keys, or one under 'Event Public Keys' in the credential",
	},
	{
		displayName: "Fetch SAP's New Keys",
		name: 'fetchKeys',
		type: 'boolean',
		default: true,
		displayOptions: { show: { verification: ['enforce', 'warn'] } },
		description:
			"Whether to fetch SAP's certificates from developer.concur.com when an event's signature fits no known key. SAP changes its key several times a year. With 'Check Signature' on Always, SAP Concur sends the event again meanwhile.",
	},
	{
		displayName: 'I Understand That Events May Be Forged',
		name: 'confirmOff',
		type: 'boolean',
		default: false,
		displayOptions: { show: { verification: ['off'] } },
		description:
			'Whether the workflow may be started by anybody who learns its address. Without this, nothing is received.',
	},
];
