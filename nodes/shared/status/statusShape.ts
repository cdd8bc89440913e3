// A provision status as SAP Concur returns it (SAP: v4.user-provisioning, Provision Status), and the one place that decides
// what it may look like. Whatever SAP Concur, or something between it and n8n, returns
// becomes this shape, or it is no status: nothing behind this file meets a value of another type.
import { z } from 'zod';
import { textIn } from '../concur/failure';
import { isJsonObject, type JsonObject } from '../schema/attributes';
import { isUuid } from '../schema/uuid';

/** Everything is optional: SAP's samples leave out each of these somewhere. */
export interface StatusFlags {
	completed?: boolean;
	success?: boolean | null;
	/** '200' for success, '400', '500' or '207' for plain data errors: it says nothing (open-questions 9). */
	code?: string;
	result?: string;
}

export interface ReportedExtension {
	/** URN. */
	name: string;
	status?: StatusFlags;
	/** A list, or one object as in the swagger (open-questions 10). */
	messages?: unknown;
	error?: unknown;
}

export interface ReportedOperation {
	id: string;
	bulkId?: string;
	status?: StatusFlags;
	resource?: { id?: string };
	extensions?: ReportedExtension[];
	error?: unknown;
}

export interface StatusDocument {
	id?: string;
	status?: StatusFlags;
	operationsCount?: { total?: number; pending?: number };
	operations?: ReportedOperation[];
	totalResults?: number;
	meta?: { created?: string; completed?: string; correlationId?: string };
}

/** A status, or undefined for what is none: it says nothing about a request. */
function toDocument(value: unknown): StatusDocument | undefined {
	const page = fieldsOf(value);
	if (![page.status, page.operations].some((part) => isJsonObject(part) || Array.isArray(part))) {
		return undefined;
	}
	const { total, pending } = fieldsOf(page.operationsCount);
	const { created, completed, correlationId } = fieldsOf(page.meta);
	return {
		id: textIn(page.id),
		status: toFlags(page.status),
		operationsCount: { total: countIn(total), pending: countIn(pending) },
		operations: listIn(page.operations).map(toOperation),
		totalResults: countIn(page.totalResults),
		meta: {
			created: textIn(created),
			completed: textIn(completed),
			correlationId: textIn(correlationId),
		},
	};
}

/** An entry that cannot be read stays, without a result: what it may have said must not look like a success. */
function toOperation(value: unknown): ReportedOperation {
	const { id, bulkId, status, resource, extensions, error } = fieldsOf(value);
	const userId = textIn(fieldsOf(resource).id);
	return {
		id: textIn(id) ?? '',
		bulkId: textIn(bulkId),
		status: toFlags(status),
		resource: { id: userId !== undefined && isUuid(userId) ? userId : undefined },
		extensions: listIn(extensions).map(toExtension),
		error,
	};
}

function toExtension(value: unknown): ReportedExtension {
	const { name, status, messages, error } = fieldsOf(value);
	return { name: textIn(name) ?? 'unnamed', status: toFlags(status), messages, error };
}

function toFlags(value: unknown): StatusFlags {
	const { completed, success, code, result } = fieldsOf(value);
	return {
		completed: flagIn(completed),
		success: flagIn(success),
		code: textIn(code),
		result: textIn(result),
	};
}

const fieldsOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

/** None for null; anything else that is no list counts as its only entry. */
const listIn = (value: unknown): unknown[] => [value ?? []].flat();

/** What is neither true nor false says nothing. */
function flagIn(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const word = textIn(value)?.toLowerCase();
	return word === 'true' ? true : word === 'false' ? false : undefined;
}

function countIn(value: unknown): number | undefined {
	const number = Number(textIn(value) ?? NaN);
	return number >= 0 && number < Infinity ? number : undefined;
}

/** One page of a status; read by functions, because zod takes half a second for a page of a megabyte. */
export const statusPage = z.unknown().transform((value, context): StatusDocument => {
	const document = toDocument(value);
	if (document) return document;
	context.addIssue({ code: 'custom', message: 'No status of a request' });
	return z.NEVER;
});
