// Takes all items through checking, completing and sending, and gives every one its outcome.
import { createHash } from 'node:crypto';
import chunk from 'lodash/chunk';
import { NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { asNodeError, type NodeError, type ItemResult } from '../../shared/form/operation';
import { isCancelled } from '../../shared/concur/transport';
import { accepted, refused } from './result';
import { sendBulk, sendSingle } from './send';
import { bytesOf, maxBytes, packs, repeatedPersons, type Submission } from './submission';

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

/** The two steps that turn an item into a submission. Both throw what is wrong with the item. */
export interface Plan<Checked> {
	/** Reads the form; asks Concur nothing. */
	check(this: IExecuteFunctions, itemIndex: number): Promise<Checked> | Checked;
	/** Makes the submission of what was read; may read from Concur. */
	complete(this: IExecuteFunctions, itemIndex: number, checked: Checked): Promise<Submission>;
}

/** Look-ups that run at a time while submissions are made. */
const atOnce = 5;

/**
 * Submits all items and answers an outcome for each. Every item is checked before Concur is asked for anything, so
 * that nothing is sent while an item is wrong and the workflow is to stop then. Once people were submitted nothing
 * stops the node any more: what was refused is an outcome beside the others.
 */
export async function submitAll<Checked>(
	this: IExecuteFunctions,
	items: INodeExecutionData[],
	plan: Plan<Checked>,
	bulkIsPossible: boolean,
): Promise<ItemResult[]> {
	const outcomes = new Map<number, ItemResult>();
	const fail = (itemIndex: number, caught: unknown, json: IDataObject = {}) =>
		outcomes.set(itemIndex, { itemIndex, json, error: asNodeError.call(this, caught) });
	const attempt = async <T>(itemIndex: number, step: () => Promise<T> | T) => {
		try {
			return [{ itemIndex, result: await step() }];
		} catch (caught) {
			fail(itemIndex, caught);
			return [];
		}
	};
	const failures = () => [...outcomes.values()].filter(({ error }) => error);
	const mustStop = () => failures().length > 0 && (!this.continueOnFail() || isCancelled(this));

	const checked = [];
	for (const itemIndex of items.keys()) {
		checked.push(...(await attempt(itemIndex, () => plan.check.call(this, itemIndex))));
	}
	if (mustStop()) return failures();

	const memory = submittedBefore.call(this, checked);
	const submissions: Submission[] = [];
	for (const few of chunk(checked, atOnce)) {
		const made = few.map(async ({ itemIndex, result }) => {
			const json = memory.get(itemIndex);
			if (json) outcomes.set(itemIndex, { itemIndex, json });
			return json
				? []
				: await attempt(itemIndex, async () =>
						checkSize.call(this, await plan.complete.call(this, itemIndex, result)),
					);
		});
		submissions.push(...(await Promise.all(made)).flat().map(({ result }) => result));
		if (mustStop()) return failures();
	}
	for (const [itemIndex, { first, by }] of repeatedPersons(submissions)) {
		fail(itemIndex, repeatedPerson.call(this, first, by));
	}
	if (mustStop()) return failures();

	const toSend = submissions.filter(({ itemIndex }) => !outcomes.has(itemIndex));
	const submitAs = bulkIsPossible ? (this.getNodeParameter('submitAs', 0) as string) : 'single';
	const inBulk = submitAs === 'bulk' || (submitAs === 'automatic' && items.length > 1);
	let anySubmitted = memory.size > 0;
	let stoppedBy: NodeError | undefined;
	for (const pack of inBulk ? packs(toSend) : chunk(toSend, 1)) {
		try {
			if (stoppedBy) throw notSent.call(this, stoppedBy);
			const receipt = inBulk
				? await sendBulk.call(this, pack)
				: await sendSingle.call(this, pack[0]);
			for (const submission of pack) {
				const { itemIndex } = submission;
				const json = accepted(submission, receipt, inBulk);
				outcomes.set(itemIndex, { itemIndex, json });
				memory.set(itemIndex, json);
			}
			anySubmitted = true;
		} catch (caught) {
			const error = asNodeError.call(this, caught);
			if (!isRefusal(error)) {
				if (!anySubmitted && !this.continueOnFail()) {
					return [{ itemIndex: pack[0].itemIndex, json: {}, error }];
				}
				stoppedBy ??= error;
			}
			for (const submission of pack) {
				fail(submission.itemIndex, error, refused(submission, error));
			}
		}
	}
	return [...outcomes.values()].sort((a, b) => a.itemIndex - b.itemIndex);
}

/**
 * What this very run of the node has submitted already, by item: n8n's Retry On Fail runs the whole node again,
 * and people must not be submitted twice by that. Kept in the execution, by a fingerprint of run and item.
 */
function submittedBefore(
	this: IExecuteFunctions,
	checked: Array<{ itemIndex: number; result: unknown }>,
): {
	size: number;
	get(itemIndex: number): IDataObject | undefined;
	set(itemIndex: number, json: IDataObject): void;
} {
	const context = this.getContext('node') as { submitted?: Record<string, IDataObject> };
	const submitted = (context.submitted ??= {});
	const operation = this.getNodeParameter('operation', 0);
	const run = this.evaluateExpression('{{ $runIndex }}', 0);
	const keys = new Map(
		checked.map(({ itemIndex, result }) => {
			const content = JSON.stringify([run, itemIndex, operation, result]);
			return [itemIndex, createHash('sha256').update(content).digest('hex')] as const;
		}),
	);
	const keyOf = (itemIndex: number) => keys.get(itemIndex) as string;
	return {
		size: [...keys.values()].filter((key) => key in submitted).length,
		get: (itemIndex) => submitted[keyOf(itemIndex)],
		set: (itemIndex, json) => {
			submitted[keyOf(itemIndex)] = json;
		},
	};
}

/** A refusal of the data, which says nothing about the next person; anything else will meet them too. */
function isRefusal(error: NodeError): boolean {
	const status = Number('httpCode' in error ? error.httpCode : 0);
	return status >= 400 && status < 500 && ![401, 403, 429].includes(status);
}

function checkSize(this: IExecuteFunctions, submission: Submission): Submission {
	const bytes = bytesOf(submission);
	if (bytes <= maxBytes) return submission;
	throw new NodeOperationError(
		this.getNode(),
		`The data of this person take ${bytes} bytes, SAP Concur accepts ${maxBytes} in one request`,
		{ description: 'Shorten the longest values, or send them in two updates.' },
	);
}

const labels = { userId: 'user', userName: 'user name', employeeNumber: 'employee number' };

function repeatedPerson(
	this: IExecuteFunctions,
	first: number,
	by: keyof typeof labels,
): NodeOperationError {
	return new NodeOperationError(
		this.getNode(),
		`This item is about the same person as item ${first}: they have the same ${labels[by]}`,
		{
			description:
				'Send one item per person, for example with the Remove Duplicates node before this one.',
		},
	);
}

function notSent(this: IExecuteFunctions, { message, description }: NodeError): NodeOperationError {
	return new NodeOperationError(
		this.getNode(),
		`Not sent, because an earlier request did not get through: ${message}`,
		{ description: description ?? undefined },
	);
}
