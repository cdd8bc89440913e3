// Reads the status of provisioning requests and gives every input item its outcome.
import chunk from 'lodash/chunk';
import uniqBy from 'lodash/uniqBy';
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { quoted } from '../shared/schema/fieldIssue';
import { asNodeError, type NodeError, type ItemResult } from '../shared/form/operation';
import { concurRequest, throwIfCancelled } from '../shared/concur/transport';
import { outputNames, type StatusDocument } from '../shared/concur/readStatus';
import {
	operationOf,
	operationsOf,
	provisionIdIn,
	readTrackedItem,
	toItem,
	toItemWithoutRequest,
	type TrackedItem,
} from '../shared/concur/statusItem';

export const provisionIdField: INodeProperties = {
	displayName: 'Provisioning ID',
	name: 'provisionId',
	type: 'string',
	required: true,
	default: '={{ $json.provisionId }}',
	placeholder: 'e.g. 2b41c0c1-15f7-41cc-99bb-a82b5da128a2',
	description:
		'ID that SAP Concur Provisioning gave, or the status address that holds it. Everything else it put on the item (bulkId, sent, userId ...) is read from the item by itself, and one look-up serves all items with the same ID.',
};

/** A request to look up, or what is known of an item without looking. */
export type Input = TrackedItem | ItemResult;

/** What came of looking a request up. */
export type Look = { document: StatusDocument } | { error: NodeError };

export function readInputs(this: IExecuteFunctions): Input[] {
	return this.getInputData().map(({ json }, itemIndex): Input => {
		const given = this.getNodeParameter('provisionId', itemIndex);
		const provisionId = provisionIdIn(given);
		if (provisionId) return readTrackedItem(json, itemIndex, provisionId);
		const itself = given ? undefined : toItemWithoutRequest(json);
		if (itself) return { itemIndex, ...placed(itself) };
		const error = new NodeOperationError(
			this.getNode(),
			given ? `Provisioning ID holds no UUID (sent: ${quoted(given)})` : `Provisioning ID is empty`,
			{
				itemIndex,
				description:
					'Connect this node to SAP Concur Provisioning, or enter the provisionId that it gave for this person.',
			},
		);
		return { itemIndex, json: {}, error };
	});
}

/**
 * One submission for each distinct request, in the order of the items.
 * @throws when an item cannot be looked up and the workflow is to stop then
 */
export function requestsOf(this: IExecuteFunctions, inputs: Input[]): TrackedItem[] {
	const errors = inputs.flatMap((input) => ('error' in input && input.error ? [input.error] : []));
	if (errors.length > 0 && !this.continueOnFail()) throw errors[0];
	return uniqBy(inputs.filter(isSubmission), 'provisionId');
}

export function isSubmission(input: Input): input is TrackedItem {
	return !('json' in input);
}

/** SAP publishes no rate limit; a few at a time keep 1,000 single requests within minutes. */
const atOnce = 5;

/**
 * Looks every request up once; the looks are by provisionId.
 * @throws the first error when the workflow is to stop then; when the user pressed Stop
 */
export async function lookUpAll(
	this: IExecuteFunctions,
	requests: TrackedItem[],
): Promise<Map<string, Look>> {
	const looks = new Map<string, Look>();
	for (const few of chunk(requests, atOnce)) {
		const seen = await Promise.all(few.map(async (request) => await look.call(this, request)));
		throwIfCancelled(this);
		for (const [index, found] of seen.entries()) {
			if ('error' in found && !this.continueOnFail()) throw found.error;
			looks.set(few[index].provisionId, found);
		}
	}
	return looks;
}

async function look(
	this: IExecuteFunctions,
	{ provisionId, itemIndex }: TrackedItem,
): Promise<Look> {
	try {
		return { document: await readDocument.call(this, provisionId) };
	} catch (caught) {
		const error = asNodeError.call(this, caught);
		error.context.itemIndex = itemIndex;
		return { error };
	}
}

/** Operations per page: the default is nowhere documented (open questions 59), a bulk holds 100. */
const count = 100;

/**
 * The status with the operations of all pages. SAP: Retrieve a Detailed Provisioning Request Status.
 * @param correlationId of what led to this look, for Concur's support
 */
export async function readDocument(
	this: IExecuteFunctions,
	provisionId: string,
	correlationId?: string,
): Promise<StatusDocument> {
	const page = async (startIndex: number) =>
		(
			await concurRequest<StatusDocument>(this, {
				method: 'GET',
				path: `/profile/v4/provisions/${provisionId}/status`,
				qs: { attributes: 'operations', startIndex, count },
				correlationId,
			})
		).body;
	const document = await page(1);
	const operations = document.operations ?? [];
	const total = document.totalResults ?? document.operationsCount?.total ?? 0;
	while (operations.length < total) {
		const { operations: more = [] } = await page(operations.length + 1);
		if (more.length === 0) break;
		operations.push(...more);
	}
	return { ...document, operations };
}

/** Every input item's outcomes; one per operation for an item that does not say which is its own. */
export function outcomesOf(
	this: IExecuteFunctions,
	inputs: Input[],
	looks: Map<string, Look>,
): ItemResult[] {
	return inputs.flatMap((input) =>
		isSubmission(input)
			? outcomesOfSubmission.call(this, input, looks.get(input.provisionId))
			: [input],
	);
}

function outcomesOfSubmission(
	this: IExecuteFunctions,
	submission: TrackedItem,
	found: Look | undefined,
): ItemResult[] {
	const { itemIndex, provisionId, bulkId } = submission;
	const known = { provisionId, ...(bulkId ? { bulkId } : {}), ...submission.carried };
	if (!found) return [];
	if ('error' in found) return [{ itemIndex, json: known, error: found.error }];

	const { document } = found;
	const own = operationOf(document, submission);
	if (own) return [{ itemIndex, ...placed(toItem(document, own, submission)) }];
	if (!bulkId) {
		// Whom the item names is one of many here, so nothing of it may be said of all.
		const anonymous = readTrackedItem({}, itemIndex, provisionId);
		return operationsOf(document).map((operation) => ({
			itemIndex,
			...placed(toItem(document, operation, anonymous)),
		}));
	}
	const error = new NodeOperationError(
		this.getNode(),
		`The provisioning request ${provisionId} has no operation with the bulk ID "${bulkId}"`,
		{
			itemIndex,
			description:
				'Provisioning ID and bulkId must come from the same item of SAP Concur Provisioning.',
		},
	);
	return [{ itemIndex, json: known, error }];
}

function placed(json: IDataObject): Pick<ItemResult, 'json' | 'output'> {
	return { json, output: outputNames.findIndex((outcome) => outcome === json.outcome) };
}
