// What people type into n8n's list of nodes, and the nodes that they have to find by it.
const identity = 'SAP Concur Identity';
const provisioning = 'SAP Concur Provisioning';
const status = 'SAP Concur Provisioning Status';
const trigger = 'SAP Concur Event Trigger';

/** By word, by the display names of the nodes. */
export const searchWords: Array<[word: string, found: string[]]> = [
	['onboarding', [identity, provisioning]],
	['offboarding', [identity, provisioning]],
	['leaver', [provisioning]],
	['termination', [provisioning]],
	['deactivate', [identity, provisioning]],
	['cost center', [identity, provisioning]],
	['expense', [provisioning, trigger]],
	['reimbursement', [provisioning]],
	['approver', [provisioning]],
	['HR', [identity, provisioning]],
	['SCIM', [identity, provisioning]],
	['employee', [identity, provisioning, trigger]],
	['new hire', [identity, provisioning]],
	['joiner', [identity, provisioning]],
	['mover', [provisioning]],
	['rehire', [provisioning]],
	['delegate', [provisioning]],
	['leave of absence', [provisioning]],
	['provisioning', [provisioning, status]],
	['webhook', [trigger]],
	['event', [trigger]],
	['SAP', [identity, provisioning, status, trigger]],
];
