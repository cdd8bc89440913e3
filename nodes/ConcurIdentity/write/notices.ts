import type { INodeProperties } from 'n8n-workflow';

/** For the operations that create users: whoever comes from HR looks for an expense user, and takes the first node of the list. */
export const noExpenseNotice: INodeProperties = {
	displayName:
		'Creates no expense or travel profile. For people who hand in expenses or book trips, connect SAP Concur Provisioning after this node, or use it instead.',
	name: 'noExpenseNotice',
	type: 'notice',
	default: '',
};

/** SAP: v4.1.identity, active; what else a person who leaves has is left alone (open-questions 64). */
export const onlyAccessNotice: INodeProperties = {
	displayName:
		'Ends the access and nothing else: no last day is sent, and roles, approvers, and delegates stay. For a person who leaves, use Terminate of SAP Concur Provisioning.',
	name: 'onlyAccessNotice',
	type: 'notice',
	default: '',
};
