import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { itemError } from '../run/nodeError';

export const confirmReplaceField: INodeProperties = {
	displayName: 'Delete What Is Not Sent',
	name: 'confirmReplace',
	type: 'boolean',
	default: false,
	description:
		'Whether to delete all data of the user that is not sent here, which is what Replace does',
};

/**
 * SAP: v4.user-provisioning, best practices: a replace is meant for initial loads only.
 * @throws NodeOperationError unless the switch above is on
 */
export function requireConfirmation(this: IExecuteFunctions, itemIndex: number): void {
	if (this.getNodeParameter('confirmReplace', itemIndex, false) === true) return;
	const message =
		"Replace deletes all data of the user that is not sent, and 'Delete What Is Not Sent' is off";
	const cure = "Use Update to change only some fields, or turn on 'Delete What Is Not Sent'.";
	throw itemError.call(this, itemIndex, message, cure);
}
