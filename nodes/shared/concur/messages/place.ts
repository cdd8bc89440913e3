// Which field of which part of a user a message is about.
import { catalog, extensions } from '../../schema/attributes';
import { flatFields, type FlatField } from '../../schema/flatFields';
import { fieldAt, labelOf } from '../../schema/labelOf';
import { attributePath, joinPath, parsePath } from '../../schema/scimPath';
import type { ConcurMessage } from '../failure';

/** Where a message belongs; texts are empty for what it does not say. */
export interface Place {
	/** Short name of the part, e.g. 'spend.User'. */
	extension: string;
	/** Label as the forms show it, or the name of an attribute that has no field. */
	field: string;
	/** With the URN of the part, as far as it is known. */
	path: string;
	/** The field of the forms behind it. */
	flatField?: FlatField;
}

/** An extension as items name it; the URN itself when it is not known. */
export const shortName = (urn: string): string => extensions[urn]?.shortName ?? urn;

/** The label of an extension by its short name; empty for one that is not known. */
export const partLabel = (name = ''): string =>
	Object.values(extensions).find(({ shortName: known }) => known === name)?.label ?? '';

/**
 * Finds what a message is about: by its schemaPath, which can be relative to the part (swagger), or by a path in its text.
 * @param urn of the part whose message it is; empty where that is not known
 */
export function placeOf(urn: string, { message = '', schemaPath }: Partial<ConcurMessage>): Place {
	const taken = takenField(message);
	if (taken) {
		const { schema, steps } = taken.path;
		const path = joinPath(schema, attributePath(steps));
		return { extension: shortName(urn || schema), field: taken.label, path, flatField: taken };
	}
	const written = schemaPath || pathIn(message);
	if (written === '') return { extension: urn && shortName(urn), field: '', path: '' };
	const path = written.startsWith('urn:') || urn === '' ? written : `${urn}:${written}`;
	const field = plainLabel(path);
	const isKnown = urn !== '' || field !== '';
	const extension = isKnown ? shortName(urn || parsePath(path).schema) : '';
	return { extension, field, path, flatField: fieldAt(path) };
}

/** The field of a value that another user has. SAP: KBA 3587183. */
function takenField(message: string): FlatField | undefined {
	const taken = /lookup type '(?:[^',]+,)*([^',]+)'/.exec(message)?.[1];
	return flatFields.find(({ id }) => id === taken);
}

/** The path of an attribute that a text names between quotes, or between brackets behind a colon. */
function pathIn(message: string): string {
	const [, path = ''] =
		/'(urn:[^']+)'/.exec(message) ?? /^Invalid attribute path \[:?(.+)\]$/.exec(message) ?? [];
	if (path !== '') return path;
	const quoted = [...message.matchAll(/'([^']+)'/g)].map(([, text = '']) => text);
	return quoted.find(isAttribute) ?? '';
}

/** Whether SAP Concur has such an attribute of the identity. */
function isAttribute(text: string): boolean {
	const { schema, steps } = parsePath(text);
	return catalog[schema]?.[attributePath(steps)] !== undefined;
}

/** The label of a path; empty for one that brings along what no label has, because a gateway can name anything. */
export function plainLabel(path: string): string {
	const label = labelOf(path).replace(/\[.*$/, '');
	// Without a field, the last part is the end of the path.
	const last = label.split(': ').at(-1) ?? '';
	const isName = /^[a-z][\w$-]*$/i.test(last) || !path.includes(last);
	const isLabel = /^[a-z][\w :,()/"&-]*$/i.test(label);
	return isName && isLabel && !/urn:|\(\d|(status|http)\W*\d/i.test(label) ? label : '';
}
