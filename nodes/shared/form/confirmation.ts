import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { itemError } from '../run/nodeError';
import { isSwitchedOn } from '../run/parameters/ownSwitch';

/** A switch without which an operation does nothing. */
type Confirmation = INodeProperties & { name: 'confirmReplace' | 'confirmDelete' };

/** SAP: v4.user-provisioning, best practices: a replace is meant for initial loads only. */
export const confirmReplaceField: Confirmation = {
	displayName: 'Delete What Is Not Sent',
	name: 'confirmReplace',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether to delete all data of the user that is not sent here, which is what Replace does',
};

export const confirmDeleteField: Confirmation = {
	displayName: 'Delete Permanently',
	name: 'confirmDelete',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description: 'Whether to delete the user for good, which is what Delete does',
};

const sentences: Record<Confirmation['name'], [message: string, cure: string]> = {
	confirmReplace: [
		"Replace deletes all data of the user that is not sent, and 'Delete What Is Not Sent' is off",
		"Use Update to change only some fields, or turn on 'Delete What Is Not Sent'.",
	],
	confirmDelete: [
		"Delete removes the user for good, and 'Delete Permanently' is off",
		"When a person leaves, use Terminate of SAP Concur Provisioning or Deactivate of SAP Concur Identity. To delete the user, turn on 'Delete Permanently'.",
	],
};

/** @throws NodeOperationError unless the switch is on */
export function requireConfirmation(
	this: IExecuteFunctions,
	itemIndex: number,
	confirmation: Confirmation,
): void {
	if (isSwitchedOn.call(this, confirmation, itemIndex)) return;
	throw itemError.call(this, itemIndex, ...sentences[confirmation.name]);
}
