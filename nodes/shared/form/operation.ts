// What an operation is, and the only loop that runs one: the only place that knows n8n's
// continue-on-fail, item linking and what an AI agent can see.
import pick from 'lodash/pick';
import sortBy from 'lodash/sortBy';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	JsonObject,
} from 'n8n-workflow';
import { isCancelled } from '../concur/transport';

/** One output item, the input item that it came from and, in a node with several outputs, its output. */
export interface ItemResult {
	itemIndex: number;
	/** With an `outcome` key it is a result in its own right, also when Concur refused: it never stops the node. */
	json: IDataObject;
	/** Index of the node's output, 0 by default. */
	output?: number;
	/** Why this item did not work; follows n8n's On Error setting. */
	error?: NodeError;
}

export type NodeError = NodeApiError | NodeOperationError;

interface OperationBase {
	/** As shown in the menu, e.g. 'Get Many'. */
	name: string;
	/** Sentence in the imperative for n8n's node picker, e.g. 'Get many users'. */
	action: string;
	description: string;
	/** Shown for this operation only; the condition is added by operationProperties. */
	fields: INodeProperties[];
}

/** Works on one item: one API call or two. Errors are thrown, the loop does the rest. */
export interface ItemOperation<Checked = unknown> extends OperationBase {
	/** Reads the form and throws what is wrong with it. Runs for all items before the first one is sent. */
	check?(this: IExecuteFunctions, itemIndex: number): Promise<Checked> | Checked;
	/** @param checked what `check` answered for this item */
	execute(
		this: IExecuteFunctions,
		itemIndex: number,
		checked: Checked,
	): Promise<IDataObject | IDataObject[]>;
}

/** Works on all items together, because Concur takes or answers many at once. */
export interface BatchOperation extends OperationBase {
	executeAll(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]>;
}

export type Operation = ItemOperation | BatchOperation;
export type Operations = Record<string, Operation>;

/**
 * The resource, the menu of operations and each operation's fields, as n8n's form shows them.
 * `operations` is the node's table: its keys are the internal names, in the order of the menu; the
 * first is the default.
 */
export function operationProperties(
	resource: { name: string; value: string },
	operations: Operations,
): INodeProperties[] {
	const { value: onlyResource } = resource;
	const [firstOperation] = Object.keys(operations);
	const show = { resource: [onlyResource] };
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: [resource],
			default: onlyResource,
		},
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show },
			options: menuOf(operations),
			default: firstOperation,
		},
		...Object.entries(operations).flatMap(([value, { fields }]) =>
			fields.map((field) => ({
				...field,
				displayOptions: {
					...field.displayOptions,
					show: { ...show, operation: [value], ...field.displayOptions?.show },
				},
			})),
		),
	];
}

function menuOf(operations: Operations): INodePropertyOptions[] {
	return Object.entries(operations).map(([value, operation]) => ({
		...pick(operation, ['name', 'action', 'description']),
		value,
	}));
}

/**
 * Runs the chosen operation over all input items and returns one list per output.
 * @param outputs number of the node's own outputs
 * @param errorOutput output that takes items which did not work, when the workflow goes on regardless.
 *        Not 0 where there is a choice: n8n's Retry On Fail looks at the first item of output 0.
 */
export async function runOperation(
	this: IExecuteFunctions,
	operations: Operations,
	outputs = 1,
	errorOutput = 0,
): Promise<INodeExecutionData[][]> {
	const operation = operations[this.getNodeParameter('operation', 0) as string];
	const outcomes =
		'executeAll' in operation
			? await allItems.call(this, operation)
			: await eachItem.call(this, operation);
	const asTool = isTool.call(this);
	const results = Array.from({ length: outputs }, (): INodeExecutionData[] => []);
	for (const outcome of outcomes) {
		if (outcome.error) markItem(outcome.error, outcome.itemIndex);
		const isResult = 'outcome' in outcome.json;
		if (outcome.error && !isResult && (!this.continueOnFail() || isCancelled(this))) {
			throw rethrown.call(this, outcome.error);
		}
		const target = outcome.error && !isResult ? errorOutput : (outcome.output ?? 0);
		results[asTool ? 0 : target].push({
			json: outputJson.call(this, outcome),
			pairedItem: { item: outcome.itemIndex },
		});
	}
	return results;
}

async function allItems(this: IExecuteFunctions, operation: BatchOperation): Promise<ItemResult[]> {
	const items = this.getInputData();
	try {
		return await operation.executeAll.call(this, items);
	} catch (caught) {
		const error = asNodeError.call(this, caught);
		if (!this.continueOnFail() || isCancelled(this)) throw rethrown.call(this, error);
		// What kept all items from being worked on is told of each.
		return items.map((_, itemIndex) => ({ itemIndex, json: {}, error }));
	}
}

async function eachItem(this: IExecuteFunctions, operation: ItemOperation): Promise<ItemResult[]> {
	const outcomes: ItemResult[] = [];
	const fail = (itemIndex: number, caught: unknown) => {
		outcomes.push({ itemIndex, json: {}, error: asNodeError.call(this, caught) });
		return !this.continueOnFail() || isCancelled(this);
	};
	const checked = new Map<number, unknown>();
	for (const itemIndex of this.getInputData().keys()) {
		try {
			checked.set(itemIndex, await operation.check?.call(this, itemIndex));
		} catch (caught) {
			if (fail(itemIndex, caught)) return outcomes;
		}
	}
	for (const [itemIndex, form] of checked) {
		try {
			const result = await operation.execute.call(this, itemIndex, form);
			for (const json of [result].flat()) outcomes.push({ itemIndex, json });
		} catch (caught) {
			if (fail(itemIndex, caught)) return outcomes;
		}
	}
	return sortBy(outcomes, 'itemIndex');
}

function outputJson(this: IExecuteFunctions, { json, error }: ItemResult): IDataObject {
	if (!error) return json;
	if (this.getNode().onError === 'continueErrorOutput') {
		// With any other key n8n 1.x leaves the item on the normal output; n8n adds the input item's own keys.
		return { error: error.message, message: error.description || error.message };
	}
	return 'outcome' in json
		? { ...json, error: error.message }
		: { error: error.message, details: { ...json, ...detailsOf(error) } };
}

/** The caught error as one of n8n's own. */
export function asNodeError(this: Pick<IExecuteFunctions, 'getNode'>, caught: unknown): NodeError {
	return caught instanceof NodeApiError || caught instanceof NodeOperationError
		? caught
		: new NodeOperationError(this.getNode(), caught as Error);
}

/** Says which item an error belongs to, in its message and for n8n; items may share an error object. */
function markItem(error: NodeError, itemIndex: number): void {
	const suffix = (index: unknown) => ` [item ${String(index)}]`;
	const marked = suffix(error.context.itemIndex);
	const message = error.message.endsWith(marked)
		? error.message.slice(0, -marked.length)
		: error.message;
	error.message = message + suffix(itemIndex);
	// Set here, because a rewrapped NodeApiError ignores the option (n8n-workflow).
	error.context.itemIndex = itemIndex;
}

/** Whether an AI agent runs this node; it is handed output 0 only (n8n: get-input-connection-data, buildSteps). */
export function isTool(this: IExecuteFunctions): boolean {
	return this.getNode().type.endsWith('Tool') || this.isToolExecution?.() === true;
}

function rethrown(this: IExecuteFunctions, error: NodeError): NodeError {
	if (error.context.itemIndex !== undefined) markItem(error, Number(error.context.itemIndex));
	return error instanceof NodeApiError
		? new NodeApiError(this.getNode(), error as unknown as JsonObject)
		: new NodeOperationError(this.getNode(), error);
}

function detailsOf(error: NodeError): IDataObject {
	const { correlationId, errors } = error.context;
	const httpCode = error instanceof NodeApiError ? error.httpCode : undefined;
	return {
		...(error.description ? { description: error.description } : {}),
		...(httpCode ? { httpCode } : {}),
		...(errors ? { errors } : {}),
		...(correlationId ? { correlationId } : {}),
	};
}
