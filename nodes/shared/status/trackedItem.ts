import mapValues from 'lodash/mapValues';
import omitBy from 'lodash/omitBy';
import pick from 'lodash/pick';
import type { IDataObject } from 'n8n-workflow';
import { cureOfSentence } from '../concur/messages/explain';
import { isJsonObject, isTooDeep } from '../schema/attributes';
import { uuidIn } from '../schema/uuid';
import type { Rejection } from './statusMessages';

/** What an item of SAP Concur Provisioning or SAP Concur Provisioning Status says about its request. */
export interface TrackedItem {
	itemIndex: number;
	provisionId: string;
	bulkId?: string;
	operationId?: string;
	userId?: string;
	/** The operation that sent the request, e.g. 'create'. */
	operation?: string;
	/** Short names of the extensions that carried data; undefined when not known. */
	sent?: string[];
	/** Short names of those that an earlier request, whose response was lost, has applied. */
	applied?: string[];
	correlationId?: string;
	/** Who it is; empty texts where that is not known, so that n8n's table has the same columns for all. */
	names: { userName: string; employeeNumber: string };
	/** What goes on unchanged, so that an item that is still pending can be looked up again. */
	carried: IDataObject;
	/** What was not sent for the user, and why: somebody whom it names was not there. */
	leftOut: Rejection[];
	/** What an update changes. */
	changes?: IDataObject[string];
	/** What the person should know, as it was said when the request was sent. */
	notices: string[];
	/** What was sent, by the IDs of the flat fields; undefined when not known. */
	values?: IDataObject;
	/** What the user is to have, as a user document; undefined when not known. */
	document?: IDataObject;
}

/** The ID in what the user entered: an ID, or a status URL of either form (open-questions 1, 2). */
export function provisionIdIn(given: unknown): string | undefined {
	return uuidIn(textOf(given) ?? '');
}

/**
 * @param values what stands beside the item's json in `sentValues`
 * @param document what stands there in `sentDocument`
 */
export function readTrackedItem(
	json: IDataObject,
	itemIndex: number,
	provisionId: string,
	values?: unknown,
	document?: unknown,
): TrackedItem {
	return {
		itemIndex,
		provisionId,
		bulkId: textOf(json.bulkId),
		operationId: textOf(json.operationId),
		userId: textOf(json.userId),
		operation: textOf(json.operation),
		sent: textsOf(json.sent),
		applied: textsOf(json.applied),
		correlationId: textOf(json.correlationId),
		names: mapValues(
			{ userName: '', employeeNumber: '' },
			(none, key) => textOf(json[key]) ?? none,
		),
		carried: passable(pick(json, ['sent', 'applied', 'firstSentAt', 'leftOut'])),
		leftOut: rejectionsIn(json.leftOut),
		...passable(pick(json, ['changes'])),
		// Items of earlier versions have one `notice`.
		notices: [...(textsOf(json.notices) ?? []), ...(textsOf([json.notice]) ?? [])],
		...(isReadable(values) ? { values } : {}),
		...(isReadable(document) ? { document } : {}),
	};
}

/** The entries of a list of errors that say something; each node names the field in its own way. */
export function rejectionsIn(list: unknown, hint?: string): Rejection[] {
	if (!Array.isArray(list)) return [];
	return list.filter(isJsonObject).flatMap((error): Rejection[] => {
		const message = textOf(error.message);
		if (message === undefined) return [];
		return [
			{
				extension: textOf(error.extension) ?? '',
				field: textOf(error.label) ?? textOf(error.field) ?? '',
				code: textOf(error.code) ?? '',
				...(error.sent === undefined ? {} : { sent: error.sent as IDataObject[string] }),
				message,
				...(typeof error.details === 'string' ? { details: error.details } : {}),
				hint: textOf(error.hint) ?? hint ?? cureOfSentence(message),
			},
		];
	});
}

const isReadable = (value: unknown): value is IDataObject =>
	isJsonObject(value) && !isTooDeep(value);

/** What n8n can pass on: an item may hold what is nested deeper than JSON can be written. */
const passable = (values: IDataObject) => omitBy(values, (value) => isTooDeep(value));

/** A text or a number as text; undefined for an empty one and for anything else, which an item can hold, too. */
export function textOf(value: unknown): string | undefined {
	return (typeof value === 'string' && value !== '') || typeof value === 'number'
		? String(value)
		: undefined;
}

function textsOf(list: unknown): string[] | undefined {
	return Array.isArray(list) ? list.flatMap((entry) => textOf(entry) ?? []) : undefined;
}
