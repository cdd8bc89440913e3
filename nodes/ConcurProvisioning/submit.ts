// Sends people to Concur's provisioning service, one by one or in bulk, and answers one outcome per item.
import { createHash } from 'node:crypto';
import { NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { forItem, type NodeError, type Outcome } from '../shared/operation';
import {
	bytesOf,
	bulkIdOf,
	bulkOperation,
	maxBytes,
	packs,
	repeatedPersons,
	type Submission,
} from './submission';
import { findBulk, findSingle } from './lostAnswer';
import { concurRequest, isCancelled, type ConcurAnswer } from '../shared/transport';

export const submitAsField: INodeProperties = {
	displayName: 'Submit As',
	name: 'submitAs',
	type: 'options',
	default: 'automatic',
	options: [
		{
			name: 'Automatic',
			value: 'automatic',
			description: 'One person: on its own. More people: in bulk.',
		},
		{
			name: 'Bulk',
			value: 'bulk',
			description: 'Up to 100 people in one request; identity, too, is then written later',
		},
		{
			name: 'Single',
			value: 'single',
			description: 'One request for each person; what is wrong with the identity is told at once',
		},
	],
	description: 'How people are sent to SAP Concur',
};

/** What Concur answered to a sent request, as far as a later step needs it. */
export interface Receipt extends IDataObject {
	provisionId?: string;
	userId?: string;
	correlationId: string;
	notice?: string;
}

type Plan = (itemIndex: number) => Promise<Submission>;

/**
 * Plans every item first, so that nothing is sent while an item is wrong and the workflow is to stop then.
 * @param plan makes the submission of one item; throws what is wrong with it
 */
export async function submitAll(
	this: IExecuteFunctions,
	items: INodeExecutionData[],
	plan: Plan,
	bulkIsPossible: boolean,
): Promise<Outcome[]> {
	const outcomes = new Map<number, Outcome>();
	const fail = (itemIndex: number, caught: unknown, json: IDataObject = {}) =>
		outcomes.set(itemIndex, { itemIndex, json, error: forItem.call(this, caught, itemIndex) });

	let submissions: Submission[] = [];
	for (let itemIndex = 0; itemIndex < items.length; itemIndex++) {
		try {
			submissions.push(checkSize.call(this, await plan(itemIndex)));
		} catch (caught) {
			fail(itemIndex, caught);
			if (!this.continueOnFail() || isCancelled(this)) return [...outcomes.values()];
		}
	}
	for (const [itemIndex, { first, by }] of repeatedPersons(submissions)) {
		fail(itemIndex, repeatedPerson.call(this, itemIndex, first, by));
		if (!this.continueOnFail()) return [...outcomes.values()];
	}
	submissions = submissions.filter(({ itemIndex }) => !outcomes.has(itemIndex));

	const submitAs = bulkIsPossible ? (this.getNodeParameter('submitAs', 0) as string) : 'single';
	const inBulk = submitAs === 'bulk' || (submitAs === 'automatic' && submissions.length > 1);
	let anySubmitted = false;
	let stoppedBy: NodeError | undefined;
	for (const pack of inBulk ? packs(submissions) : submissions.map((one) => [one])) {
		try {
			if (stoppedBy) throw notSent.call(this, stoppedBy);
			const receipts = await remembered.call(this, pack, inBulk);
			for (const submission of pack) {
				const receipt = receipts[bulkIdOf(submission)];
				outcomes.set(submission.itemIndex, {
					itemIndex: submission.itemIndex,
					json: accepted(submission, receipt, inBulk),
				});
			}
			anySubmitted = true;
		} catch (caught) {
			const error = forItem.call(this, caught, pack[0].itemIndex);
			const aboutThePerson = isRefusal(error);
			if (!aboutThePerson && !anySubmitted && !this.continueOnFail())
				return [{ itemIndex: pack[0].itemIndex, json: {}, error }];
			if (!aboutThePerson) stoppedBy ??= error;
			for (const submission of pack) {
				fail(
					submission.itemIndex,
					inBulk ? sameForEach.call(this, error) : error,
					refused(submission, error),
				);
			}
		}
	}
	return [...outcomes.values()].sort((a, b) => a.itemIndex - b.itemIndex);
}

/** A refusal of the data, which says nothing about the next person; anything else will meet them too. */
function isRefusal(error: NodeError): boolean {
	const status = Number('httpCode' in error ? error.httpCode : 0);
	return status >= 400 && status < 500 && ![401, 403, 429].includes(status);
}

/**
 * Sends a pack, or answers what it led to when this very run of the node has sent it before: n8n's Retry On
 * Fail runs the whole node again, and people must not be submitted twice by that.
 */
async function remembered(
	this: IExecuteFunctions,
	pack: Submission[],
	inBulk: boolean,
): Promise<Record<string, Receipt>> {
	const run = String(this.evaluateExpression('{{ $runIndex }}', pack[0].itemIndex));
	const key = createHash('sha256')
		.update(JSON.stringify([run, inBulk, pack]))
		.digest('hex');
	const memory = this.getContext('node') as { submitted?: Record<string, Record<string, Receipt>> };
	memory.submitted ??= {};
	memory.submitted[key] ??= inBulk
		? await sendBulk.call(this, pack)
		: await sendSingle.call(this, pack[0]);
	return memory.submitted[key];
}

interface SingleAnswer {
	id?: string;
	meta?: { provisionId?: string; statusUrl?: string };
}

async function sendSingle(
	this: IExecuteFunctions,
	submission: Submission,
): Promise<Record<string, Receipt>> {
	const answer: ConcurAnswer<SingleAnswer> = await concurRequest(this, {
		method: submission.method,
		path: `/profile/v4${submission.path}`,
		body: submission.data,
		findLost: findSingle.call(this, submission),
	});
	const { id, meta } = answer.body || {};
	return {
		[bulkIdOf(submission)]: {
			provisionId: meta?.provisionId,
			userId: id ?? submission.userId,
			correlationId: answer.correlationId,
			...(answer.recovered
				? {
						notice:
							"Concur's answer was lost. The person was found in Concur and is not created again.",
					}
				: {}),
		},
	};
}

async function sendBulk(
	this: IExecuteFunctions,
	pack: Submission[],
): Promise<Record<string, Receipt>> {
	const { body, correlationId, recovered } = await concurRequest<{ id: string }>(this, {
		method: 'POST',
		path: '/profile/v4/Bulk',
		body: {
			schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
			Operations: pack.map(bulkOperation),
		},
		findLost: findBulk.call(this, pack),
	});
	const notice = recovered
		? "Concur's answer was lost. People who were found in Concur by then are not created again; their data were sent as an update."
		: undefined;
	const receipt: Receipt = { provisionId: body.id, correlationId, ...(notice ? { notice } : {}) };
	return Object.fromEntries(pack.map((submission) => [bulkIdOf(submission), receipt]));
}

function accepted(submission: Submission, receipt: Receipt, inBulk: boolean): IDataObject {
	return {
		provisionId: receipt.provisionId ?? null,
		...(inBulk ? { bulkId: bulkIdOf(submission) } : {}),
		...person(submission, receipt.userId),
		operation: submission.operation,
		sent: submission.sent,
		outcome: 'submitted',
		...(receipt.notice ? { notice: receipt.notice } : {}),
		correlationId: receipt.correlationId,
	};
}

function refused(submission: Submission, error: NodeError): IDataObject {
	return {
		provisionId: null,
		...person(submission),
		operation: submission.operation,
		sent: submission.sent,
		outcome: 'failed',
		...(error.description ? { hint: error.description } : {}),
		correlationId: (error.context.correlationId as string | undefined) ?? null,
	};
}

function person(
	{ userId, userName, employeeNumber }: Submission,
	answeredId?: string,
): IDataObject {
	const id = answeredId ?? userId;
	return {
		...(id ? { userId: id } : {}),
		...(userName ? { userName } : {}),
		...(employeeNumber ? { employeeNumber } : {}),
	};
}

function checkSize(this: IExecuteFunctions, submission: Submission): Submission {
	const bytes = bytesOf(submission);
	if (bytes <= maxBytes) return submission;
	throw new NodeOperationError(
		this.getNode(),
		`The data of this person take ${bytes} bytes, SAP Concur accepts ${maxBytes} in one request [item ${submission.itemIndex}]`,
		{
			itemIndex: submission.itemIndex,
			description: 'Shorten the longest values, or send them in two updates.',
		},
	);
}

const labels: Record<string, string> = {
	userId: 'user',
	userName: 'user name',
	employeeNumber: 'employee number',
};

function repeatedPerson(
	this: IExecuteFunctions,
	itemIndex: number,
	first: number,
	by: string,
): NodeOperationError {
	return new NodeOperationError(
		this.getNode(),
		`This item is about the same person as item ${first}: they have the same ${labels[by]} [item ${itemIndex}]`,
		{
			itemIndex,
			description:
				'Send one item per person, for example with the Remove Duplicates node before this one.',
		},
	);
}

function notSent(this: IExecuteFunctions, reason: NodeError): NodeOperationError {
	return new NodeOperationError(
		this.getNode(),
		`Not sent, because an earlier request did not get through: ${reason.message}`,
		{
			description: reason.description ?? undefined,
		},
	);
}

/** One error object must not be shared by items, since each carries its own index. */
function sameForEach(this: IExecuteFunctions, error: NodeError): NodeOperationError {
	const copy = new NodeOperationError(this.getNode(), error.message, {
		description: error.description ?? undefined,
	});
	copy.context.errors = error.context.errors;
	copy.context.correlationId = error.context.correlationId;
	return copy;
}
