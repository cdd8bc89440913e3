// What holds for any two rows: the PATCH between them gives what was wanted, once and twice, and a row survives the way to SAP
// Concur's document and back. The library scim-patch applies the PATCH, which knows nothing of these nodes.
import * as fc from 'fast-check';
import mapValues from 'lodash/mapValues.js';
import omit from 'lodash/omit.js';
import pickBy from 'lodash/pickBy.js';
import { scimPatch, type ScimPatchOperation, type ScimResource } from 'scim-patch';
import { expect, it } from 'vitest';
import { afterwards } from '../../../../../nodes/shared/person/compare/afterwards.ts';
import { changesIn } from '../../../../../nodes/shared/person/compare/changesIn.ts';
import { toFlatFields } from '../../../../../nodes/shared/person/flatRow.ts';
import type { PatchOperation } from '../../../../../nodes/shared/person/patchMessage.ts';
import { toPatchOperations } from '../../../../../nodes/shared/person/patchOperations.ts';
import { toUserDocument } from '../../../../../nodes/shared/person/userDocument.ts';
import { documentOf, everyPart } from '../companyOfRows.mts';
import { everyField, type Row } from '../everyField.mts';
import { rows, shown } from '../rowsOfFields.mts';

type Json = Record<string, unknown>;

/**
 * The user after a PATCH. The library does not know SAP's path of a whole extension with its colon at the end: there, each
 * attribute goes by its own path. Neither does it take the removal of an entry from a list that is not there any more.
 */
function patched(user: Json, operations: PatchOperation[]): Json {
	const standard = operations.flatMap((operation): PatchOperation[] => {
		const { path = '', value } = operation;
		if (!path.endsWith(':')) return [operation];
		const values = Object.entries(value as Json);
		return values.map(([name, one]) => ({ op: 'add', path: `${path}${name}`, value: one }));
	});
	return standard.reduce((before, operation) => {
		const [, schema, list] = /^(?:(urn:.+):)?(\w+)\[/.exec(operation.path ?? '') ?? [];
		const source = (schema === undefined ? before : before[schema]) as Json | undefined;
		if (operation.op === 'remove' && list !== undefined && !source?.[list]) return before;
		const sent = structuredClone([operation]) as ScimPatchOperation[];
		return scimPatch(before as unknown as ScimResource, sent) as unknown as Json;
	}, structuredClone(user));
}

/** What a row shows then: lists have more, and another emergency contact takes the place of the old one. */
function wantedRow(before: Row, wanted: Row): Row {
	const isOther =
		wanted.emergencyContactRelationship !== undefined &&
		wanted.emergencyContactRelationship !== before.emergencyContactRelationship;
	// A leave is added beside others, and a row shows the one that starts last.
	const isEarlier = String(wanted.leaveStartDate ?? '') < String(before.leaveStartDate ?? '');
	const kept = pickBy(before, (_, id) => !isOther || !id.startsWith('emergencyContact'));
	const added = pickBy(wanted, (_, id) => !isEarlier || !id.startsWith('leave'));
	const row: Row = { ...kept, ...added };
	for (const id of ['roles', 'entitlements', 'travelGroups']) {
		const both = [before[id], wanted[id]].flatMap((list) => (list as unknown[] | undefined) ?? []);
		if (both.length > 0) row[id] = [...new Set(both)];
	}
	for (const first of ['reportApprover', 'requestApprover']) {
		const second = `${first}2`;
		// Who takes the other place leaves the own one.
		if (wanted[second] === undefined && isSamePerson(wanted[first], row[second]))
			delete row[second];
		if (wanted[first] === undefined && isSamePerson(wanted[second], row[first])) delete row[first];
	}
	return row;
}

/** SAP Concur's people have UUIDs that begin and end with their employee number. */
const numberOf = (key: unknown) => String(key).replace(/^(\d{4})0000-.*-\d{8}\1$/, '$1');
const isSamePerson = (one: unknown, other: unknown) =>
	one !== undefined && other !== undefined && numberOf(one) === numberOf(other);

/** In which the notation of a moment and the letter case of addresses do not count, and neither does the order of a list. */
const comparable = (row: Row): Row =>
	mapValues(row, (value, id) => {
		if (Array.isArray(value))
			return [...(value as unknown[])]
				.map((one) => (typeof one === 'string' ? one.toLowerCase() : one))
				.sort();
		if (/email$|^userName$/i.test(id)) return String(value).toLowerCase();
		// An approver who stays is sent by UUID, however the row has named them.
		if (/Approver2?$/.test(id)) return numberOf(value);
		return /^(start|termination)Date$/.test(id) ? String(value).slice(0, 10) : value;
	});

const differs = (wanted: Row, user: Json) => toPatchOperations(documentOf(wanted), user, everyPart);
const word = 'CLEAR';

/**
 * Fields that a row can clear whatever else it says. Of three attributes of travel it is not known whether they are not there
 * or not shown: they have a scope of their own.
 */
const clearable = Object.keys(everyField).filter((id) => {
	const isOfGroup = /^(emergencyContact|leave|role|travel(CrsName|NameRemark|Gender))/.test(id);
	const { issues } = toUserDocument({ [id]: word }, undefined, { zone: 'utc', clearWith: word });
	return !isOfGroup && id !== 'middleName' && issues.length === 0;
});

/** Such as the extension of a phone, or the currency of a limit. */
const isPartOf = (id: string, main: string) =>
	id !== main && id.startsWith(main) && /(Phone|Email|Limit)$/.test(main);

const daysIn = (row: Row) =>
	mapValues(row, (value) => (typeof value === 'string' ? value.replace(/T00:00:00.*/, '') : value));
const rowOf = (user: Json) => toFlatFields(user as never);

it('a row becomes a document, and this document the same row', () => {
	fc.assert(
		fc.property(rows, (row) => {
			const read = rowOf(documentOf(row));
			expect(read).toEqual(row);
		}),
	);
});

it('a user as SAP Concur shows it says the same row, and nothing is sent', () => {
	fc.assert(
		fc.property(rows, (row) => {
			expect(differs(row, shown(row))).toEqual([]);
		}),
	);
});

it('a PATCH, applied by another program, gives the wanted user; then there is nothing to send', () => {
	fc.assert(
		fc.property(rows, rows, (old, wanted) => {
			const user = shown(old);
			const after = patched(user, differs(wanted, user));
			expect(comparable(rowOf(after))).toEqual(
				comparable(wantedRow(rowOf(user), rowOf(documentOf(wanted)))),
			);
			expect(differs(wanted, after)).toEqual([]);
		}),
	);
});

it('what a row clears is gone, the rest is there; then there is nothing to send', () => {
	fc.assert(
		fc.property(rows, rows, fc.subarray(clearable, { maxLength: 12 }), (old, given, cleared) => {
			const user = shown(old);
			const wanted = { ...given, ...Object.fromEntries(cleared.map((id) => [id, word])) };
			const document = documentOf(wanted, word);
			const operations = toPatchOperations(document, user, everyPart);
			const after = patched(user, operations);
			const gone = cleared.flatMap((id) => [
				id,
				...Object.keys(everyField).filter((other) => isPartOf(other, id)),
			]);
			const expected = omit(wantedRow(rowOf(user), rowOf(documentOf(given))), gone);
			expect(comparable(rowOf(after))).toEqual(comparable(expected));
			expect(toPatchOperations(document, after, everyPart)).toEqual([]);
			expect(patched(after, operations)).toEqual(after);
		}),
	);
});

it('a PATCH that is applied twice changes nothing the second time', () => {
	fc.assert(
		fc.property(rows, rows, (old, wanted) => {
			const user = shown(old);
			const operations = differs(wanted, user);
			const once = patched(user, operations);
			expect(patched(once, operations)).toEqual(once);
		}),
	);
});

it('the changes are what differs between the rows before and afterwards', () => {
	fc.assert(
		fc.property(rows, rows, (old, wanted) => {
			const user = shown(old);
			const operations = differs(wanted, user);
			const [before = {}, after = {}] = [user, afterwards(operations, user)].map((one) =>
				daysIn(rowOf(one)),
			);
			// A row shows one of several leaves, and a change may be about another one.
			const changes = changesIn(operations, user).filter(({ field }) => !field.startsWith('leave'));
			for (const { field, from, to } of changes) {
				expect([field, before[field] ?? null, after[field] ?? null]).toEqual([field, from, to]);
			}
		}),
	);
});
