// The form of the trigger.
import type { INodeProperties } from 'n8n-workflow';
import { simplifyField } from '../shared/form/simplify';
import { extensions } from '../shared/schema/attributes';
import { ownFields, type FlatField } from '../shared/schema/flatFields';
import { eventDefinitions } from '../shared/concur/events/eventDefinitions';

const profileEvents = eventDefinitions
	.filter(({ subject }) => subject !== 'provisioning')
	.map(({ name }) => name);
const updates = profileEvents.filter((name) => name.endsWith('Updated'));

/** The events that can name a field as changed. */
const updatesOf = ({ path }: FlatField) => [`${extensions[path.schema]?.area}Updated`];

export const fields: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: eventDefinitions.map(({ name, label, description }) => ({
			name: label,
			value: name,
			description,
		})),
		default: ['provisionCompleted'],
		description:
			'The events that start the workflow. SAP Concur needs one subscription for each of the four subjects (provisioning, identity, expense, travel) and allows five per app.',
	},
	{
		displayName: 'Fetch Provisioning Status',
		name: 'fetchStatus',
		type: 'boolean',
		default: true,
		displayOptions: { show: { events: ['provisionCompleted'] } },
		description:
			'Whether to look up the result for each user and return the items of SAP Concur Provisioning Status. The event itself contains only the provisioning ID and whether everything succeeded.',
	},
	{
		displayName: 'Fetch User Data',
		name: 'fetchUser',
		type: 'multiOptions',
		options: [
			{ name: 'Identity', value: 'identity', description: 'Name, email, employment' },
			{ name: 'Expense', value: 'spend', description: 'Expense settings, roles, approvers' },
			{ name: 'Travel', value: 'travel', description: 'Travel profile' },
		],
		default: ['identity'],
		displayOptions: { show: { events: profileEvents } },
		description:
			'The parts of the user to look up. An event contains the names of the changed fields, but not their values.',
	},
	{ ...simplifyField, displayOptions: { show: { events: profileEvents } } },
	{
		displayName: 'Only When One of These Changed',
		name: 'changedFields',
		type: 'multiOptions',
		options: ownFields.map((field) => ({
			name: field.label,
			value: field.id,
			description: field.group,
			displayOptions: { show: { events: updatesOf(field) } },
		})),
		default: [],
		displayOptions: { show: { events: updates } },
		description:
			'The fields whose change starts the workflow, for the chosen events that end in "Changed". If this is empty, any change starts it.',
	},
	{
		displayName: 'Only These Companies',
		name: 'companies',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Company' },
		default: [],
		placeholder: 'e.g. 08bcca1e-0d4f-4261-9f1b-f778d96617d6',
		description:
			'The UUIDs of the companies whose events start the workflow, for an app that serves several companies. If this is empty, events of all companies start it. An event of "User Provisioned" contains no company and always starts it.',
	},
	{
		displayName: 'Check Signature',
		name: 'verification',
		type: 'options',
		options: [
			{
				name: 'Always (Recommended)',
				value: 'enforce',
				description:
					'Reject events that SAP Concur has not signed. SAP Concur sends a rejected event again for 72 hours.',
			},
			{ name: 'Never', value: 'off', description: 'Accept every event, whoever sent it' },
			{
				name: 'Warn Only',
				value: 'warn',
				description: 'Accept every event, and report in event.signature whether it is genuine',
			},
		],
		default: 'enforce',
		description:
			"Whether an event must be signed with a key of SAP or with a key in 'Event Public Keys' of the credential",
	},
	{
		displayName: 'Fetch New SAP Keys',
		name: 'fetchKeys',
		type: 'boolean',
		default: true,
		displayOptions: { show: { verification: ['enforce', 'warn'] } },
		description:
			"Whether to fetch SAP's certificates from developer.concur.com when the signature of an event matches no known key. SAP changes its key several times a year. If 'Check Signature' is 'Always', SAP Concur sends the event again in the meantime.",
	},
	{
		displayName: 'I Understand That Events May Be Forged',
		name: 'confirmOff',
		type: 'boolean',
		default: false,
		displayOptions: { show: { verification: ['off'] } },
		description:
			'Whether anyone who knows the address can start the workflow. If this is off, no event is received.',
	},
];
