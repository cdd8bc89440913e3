import type { IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { itemError } from '../../shared/run/nodeError';
import { bytesOf, maxBytes } from './bulk';
import type { Repetition } from './repeatedUsers';
import type { Submission } from './submission';

/** @throws NodeOperationError when a submission does not fit into one request */
export function checkSize(this: IExecuteFunctions, submission: Submission): Submission {
	const bytes = bytesOf(submission);
	if (bytes <= maxBytes) return submission;
	const message = `The data of this user has ${bytes} bytes, but SAP Concur accepts at most ${maxBytes} in one request`;
	const cure = 'Shorten the longest values, or send them in two updates.';
	throw itemError.call(this, submission.itemIndex, message, cure);
}

const labels = { userId: 'user ID', userName: 'user name', employeeNumber: 'employee number' };

export function repeatedUser(
	this: IExecuteFunctions,
	itemIndex: number,
	{ first, by }: Repetition,
): NodeOperationError {
	const message = `This row is for the same user as row ${first + 1}: both have the same ${labels[by]}`;
	const cure =
		'Send one item per user. The Remove Duplicates node can drop the others before this node.';
	return itemError.call(this, itemIndex, message, cure);
}
