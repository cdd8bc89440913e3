// One user's part of a provisioning request, before it is sent. Pure.
import get from 'lodash/get';
import isString from 'lodash/isString';
import pickBy from 'lodash/pickBy';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { urn } from '../../shared/schema/attributes';
import type { UserDocument } from '../../shared/person/userDocument';

type Verb = 'create' | 'update' | 'replace' | 'delete';

/** What is sent for one user, made from one input item. */
export interface Submission {
	itemIndex: number;
	operation: Verb;
	method: 'POST' | 'PATCH' | 'PUT' | 'DELETE';
	/** Below /profile/v4, e.g. '/Users/<uuid>'. */
	path: string;
	/** A user document, or a PatchOp message for PATCH. */
	data?: IDataObject;
	userId?: string;
	userName?: string;
	employeeNumber?: string;
	/** Short names of the extensions that `data` holds. */
	sent: string[];
}

/** The names that a user document holds, for the output item and to find repeated users. */
export function namesIn(document: UserDocument): { userName?: string; employeeNumber?: string } {
	return pickBy(
		{
			userName: document.userName,
			employeeNumber: get(document, [urn.enterprise, 'employeeNumber']),
		},
		isString,
	);
}

/** Links an operation of a bulk to its input item, in the request and in the status. */
export const bulkIdOf = ({ itemIndex }: Submission) => `item-${itemIndex}`;

/** How an operation turns an item into a submission. Both throw what is wrong with the item. */
export interface Preparation<Form> {
	/** Reads the form; asks SAP Concur nothing. */
	check(this: IExecuteFunctions, itemIndex: number): Promise<Form> | Form;
	/** Makes the submission from the form; may read from SAP Concur. */
	complete(this: IExecuteFunctions, itemIndex: number, form: Form): Promise<Submission>;
}

/** What a step made of one item. */
export interface Prepared<Value> {
	itemIndex: number;
	value: Value;
}
