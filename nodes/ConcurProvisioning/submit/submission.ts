// One user's part of a provisioning request, before it is sent. Pure.
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { UserDocument } from '../../shared/person/userDocument';
import type { Loss } from '../../shared/run/brake/losses';
import type { Resolved } from '../../shared/run/turns/inTurn';

/** 'unchanged' is an update that is not sent, because SAP Concur already has all of it. The others of HR are updates. */
export type Verb =
	| 'create'
	| 'update'
	| 'unchanged'
	| 'replace'
	| 'delete'
	| 'terminate'
	| 'rehire'
	| 'recordLeave'
	| 'endLeave'
	| 'assignRoles'
	| 'removeRoles'
	| 'setApprovers'
	| 'setDelegates';

/** What is sent for one user, made from one input item. */
export interface Submission {
	itemIndex: number;
	operation: Verb;
	method: 'POST' | 'PATCH' | 'PUT' | 'DELETE';
	/** Below /profile/v4, e.g. '/Users/<uuid>'. */
	path: string;
	/** A user document, or a PatchOp message for PATCH. */
	data?: IDataObject;
	/** What the user is to have afterwards, as far as it was said; null for what goes. A part of it can be sent again. */
	document?: UserDocument;
	userId?: string;
	userName?: string;
	employeeNumber?: string;
	/** Short names of the extensions that `data` holds. */
	sent: string[];
	/** Why nothing is sent, although SAP Concur may not have all of it. */
	why?: string;
	/** What was sent by ID of the flat field, for sentences about what SAP Concur rejects. */
	values?: IDataObject;
	/** What an update changes, field by field; undefined where that is not known. */
	changes?: IDataObject[];
	/** What the user loses by an update; undefined where only its operations say so. */
	losses?: readonly Loss[];
	/** What the person should know about how values were read. */
	notices: string[];
	/** Short names of those that a request whose response was lost has applied, and `data` leaves out. */
	applied?: string[];
	/** For a create that may have been carried out before: time of the first attempt whose response was lost, ISO 8601. */
	firstSentAt?: string;
}

/** Links an operation of a bulk to its input item, in the request and in the status. */
export const bulkIdOf = ({ itemIndex }: Submission) => `item-${itemIndex}`;

/** How an operation turns an item into a submission. `check` and `complete` throw what is wrong with the item. */
export interface Preparation<Form> {
	/** The output of an item for which nothing is to be done, whatever its form says. */
	passOn?(
		this: IExecuteFunctions,
		itemIndex: number,
	): Promise<IDataObject | undefined> | IDataObject | undefined;
	/** Reads the form; asks SAP Concur nothing. */
	check(this: IExecuteFunctions, itemIndex: number): Promise<Form> | Form;
	/**
	 * Looks up whom the forms name, all of them together.
	 * @param earlier which items an earlier try of the run has done
	 */
	resolve?(
		this: IExecuteFunctions,
		forms: ReadonlyMap<number, Form>,
		earlier: { has(itemIndex: number): boolean },
	): Promise<Resolved<Form>>;
	/** Makes the submission from the form; may read from SAP Concur. */
	complete(this: IExecuteFunctions, itemIndex: number, form: Form): Promise<Submission>;
}

/** What a step made of one item. */
export interface Prepared<Value> {
	itemIndex: number;
	value: Value;
}
