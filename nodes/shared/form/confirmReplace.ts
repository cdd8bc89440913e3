// Replace deletes what it is not told. SAP: v4.user-provisioning, best practices name it for initial loads only.
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

export const confirmReplaceField: INodeProperties = {
	displayName: 'Delete What Is Not Sent',
	name: 'confirmReplace',
	type: 'boolean',
	default: false,
	description:
		'Whether you know that Replace deletes everything about the person that is not sent here',
};

/** @throws NodeOperationError unless the switch above is on */
export function requireConfirmation(this: IExecuteFunctions, itemIndex: number): void {
	if (this.getNodeParameter('confirmReplace', itemIndex, false) === true) return;
	throw new NodeOperationError(
		this.getNode(),
		"Replace deletes everything about the person that is not sent, and 'Delete What Is Not Sent' is off",
		{
			itemIndex,
			description: "Use Update to change some fields only, or turn on 'Delete What Is Not Sent'.",
		},
	);
}
