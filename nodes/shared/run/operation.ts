// What an operation is, and the menu and fields that a node shows for its operations.
import partition from 'lodash/partition';
import pick from 'lodash/pick';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import type { Key } from '../concur/existing/keys';
import type { JsonObject } from '../schema/attributes';
import { agentFields } from './agents/letAgents';
import { toolDescriptionField, variants, withToolVariant } from './agents/toolFields';
import { brakeFields, type Brake } from './brake/brakeFields';
import type { Loss } from './brake/losses';
import { withRequestsAtATime } from './loop/requestsAtATime';
import { withSupportDetails } from './loop/supportDetails';
import type { NodeError } from './nodeError';
import type { Resolved } from './turns/inTurn';

/** Items that are checked before n8n may do something else: a check takes half a millisecond. */
export const itemsAtOnce = 50;

/** One output item, the input item that it came from and, in a node with several outputs, its output. */
export interface ItemResult {
	itemIndex: number;
	/** Those of an output item that sums up several. */
	itemIndexes?: number[];
	/** With an `outcome` key it is a result, even if SAP Concur rejected the user: it never stops the node. */
	json: IDataObject;
	/** Travels beside `json` as `sentValues`: SAP Concur Provisioning Status names them, and n8n's table does not show them. */
	values?: IDataObject;
	/** Travels likewise, as `sentDocument`: what the user is to have, so that a part of it can be sent again. */
	document?: IDataObject;
	/** Index of the node's output, 0 by default. */
	output?: number;
	/** Why this item failed; follows n8n's On Error setting. */
	error?: NodeError;
}

export interface OperationBase {
	/** As shown in the menu, e.g. 'Get Many'. */
	name: string;
	/** Sentence in the imperative for n8n's node picker, e.g. 'Get many users'. */
	action: string;
	description: string;
	/** The line below the node does not name the resource behind it: 'Drift Report', and not 'Drift Report: Report'. */
	saysWhatItIsAbout?: true;
	/** Shown for this operation only; the condition is added by operationProperties. */
	fields: INodeProperties[];
	/** What it does to a user must not be done twice, nor be lost from sight when the node ends with an error. */
	writes?: true;
	/** Continues '2 of 3 rows' where several have failed and nothing was to be sent; otherwise that they cannot be looked up. */
	failing?: string;
	/** Its form does not offer support details: it sends nothing to SAP Concur, or is about nothing else. */
	hasNoSupportDetails?: true;
	/** What is missing behind the node, told after a run. */
	missingNext?(this: IExecuteFunctions, results: readonly ItemResult[]): string | undefined;
	/** A run that would take something away from more people than its form allows sends nothing. */
	brake?: Brake;
}

/** Processes one item with one API call or two. It throws errors; the loop does the rest. */
export interface ItemOperation<Checked = unknown> extends OperationBase {
	/** Reads the form and throws what is wrong in it. Runs for all items before the first one is sent. */
	check?(this: IExecuteFunctions, itemIndex: number): Promise<Checked> | Checked;
	/**
	 * Looks up whom the forms name, all of them together. Runs after all were checked and before the first one is sent.
	 * @param forms what `check` returned, by item index
	 * @param earlier which items an earlier try of the run has done
	 */
	resolve?(
		this: IExecuteFunctions,
		forms: ReadonlyMap<number, Checked>,
		earlier: { has(itemIndex: number): boolean },
	): Promise<Resolved<Checked>>;
	/** The form of an item with the UUID of its manager, who was created in the same run, or for now without a manager. */
	withManager?(checked: Checked, userId: string | undefined): Checked;
	/**
	 * Sets the manager of a user whom `execute` has created without one, because they are in a circle of new managers. Throws like
	 * `execute`.
	 * @param json the item of the user
	 * @returns the item as it is now
	 */
	setManager?(
		this: IExecuteFunctions,
		itemIndex: number,
		userId: string,
		managerId: string,
		json: IDataObject,
	): Promise<IDataObject>;
	/** What names the user of an item: those that share a name go one after the other. */
	namesOf?(checked: Checked): readonly string[];
	/** For an operation with a brake: what the users of a run would lose. */
	takesAway?: TakesAway<Checked>;
	/** @param checked what `check` returned for this item, and `resolve` completed */
	execute(
		this: IExecuteFunctions,
		itemIndex: number,
		checked: Checked,
	): Promise<IDataObject | IDataObject[]>;
}

/** What a request for one form takes away. */
interface TakesAway<Checked> {
	/** @param held what SAP Concur has of the user; undefined as long as that was not read, when everything counts that may be */
	losses(checked: Checked, held?: JsonObject): readonly Loss[];
	/** By what the user is found whom it is about, where what they have makes a difference. */
	keyOf?(checked: Checked): Key;
	/** Whether nothing will be sent, because SAP Concur has all of it already. */
	isUnchanged?(checked: Checked): boolean;
}

/** Processes all items together, because SAP Concur takes or returns many at once. */
export interface BatchOperation extends OperationBase {
	executeAll(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]>;
}

type Operation = ItemOperation | BatchOperation;
type Operations = Record<string, Operation>;

/** What a node works on, and what it can do with it. */
export interface Resource {
	/** As shown in the menu, e.g. 'Import File'. */
	name: string;
	value: string;
	/** The keys are the internal names, in the order of the menu. */
	operations: Operations;
	/**
	 * The operation of a saved workflow that names none, because n8n does not save what is the default: it never changes,
	 * whatever comes first in the menu. The first one unless it is given.
	 */
	standard?: string;
	/** The operation of a fresh tool for AI agents, which only reads. The standard unless it is given. */
	ofTool?: string;
}

/**
 * The line below a node on the canvas, e.g. 'Create or Update: User'. Nothing for an operation that the menu does not have.
 * @param resources those of the node; no two of their operations have the same internal name
 * @returns an expression for n8n
 */
export function operationSubtitle(resources: readonly Resource[]): string {
	const isOnly = resources.length === 1;
	const lines = resources.flatMap(({ name: resource, operations }) =>
		Object.entries(operations).map(([value, { name, saysWhatItIsAbout }]) => [
			value,
			isOnly || saysWhatItIsAbout ? name : `${name}: ${resource}`,
		]),
	);
	return `={{ (${JSON.stringify(Object.fromEntries(lines))})[$parameter["operation"]] ?? "" }}`;
}

/**
 * The menu of resources, if there is a choice, for each of them the menu of operations, and each operation's fields, as n8n's
 * form shows them.
 * @param resources the first one is the default
 */
export function operationProperties(resources: readonly Resource[]): INodeProperties[] {
	const [first] = resources.map(({ value }) => value);
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			// With its options, because n8n's node picker lists the operations of each of them.
			type: resources.length > 1 ? 'options' : 'hidden',
			noDataExpression: true,
			options: resources.map(({ name, value }) => ({ name, value })),
			default: first,
		},
		...resources.flatMap(menuAndFields),
	];
}

function menuAndFields({
	value: resource,
	operations,
	standard,
	ofTool,
}: Resource): INodeProperties[] {
	const show = { resource: [resource] };
	const [first] = Object.keys(operations);
	const initial = standard ?? first;
	const menu: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show },
		options: Object.entries(operations).map(([value, operation]) => ({
			...pick(operation, ['name', 'action', 'description']),
			value,
		})),
		default: initial,
	};
	return [
		...(ofTool ? variants(menu, { default: ofTool }) : [menu]),
		...Object.entries(operations).flatMap(([value, operation]) =>
			fieldsOf(operation).map((field) => ({
				...field,
				displayOptions: {
					...field.displayOptions,
					show: { ...show, operation: [value], ...field.displayOptions?.show },
				},
			})),
		),
	];
}

/** Whoever takes each item by itself can take some at a time. The brake stands before the options. */
function fieldsOf(operation: Operation): INodeProperties[] {
	const { fields: own, writes, brake, hasNoSupportDetails } = operation;
	const ofLoop = 'execute' in operation ? withRequestsAtATime(own) : own;
	const fields = hasNoSupportDetails ? ofLoop : withSupportDetails(ofLoop);
	const [options, others] = partition(fields, { name: 'options', type: 'collection' });
	return [
		toolDescriptionField(operation, writes === true),
		...(writes ? agentFields : []),
		...others,
		...(brake ? brakeFields(brake) : []),
		...options,
	].flatMap(withToolVariant);
}
