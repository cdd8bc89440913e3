import get from 'lodash/get';
import omit from 'lodash/omit';
import uniq from 'lodash/uniq';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { todayIn } from '../../check/checkEnd';
import type { Area } from '../../check/purpose';
import { readUsers, type Key } from '../../concur/existing/readUsers';
import { pause } from '../../concur/pause';
import type { IdentityUser } from '../../concur/identitySearch';
import type { UserDocument } from '../../person/userDocument';
import { calledBy } from '../../run/itemOutcome';
import { parameterOf } from '../../run/parameters/parameterOf';
import { asNodeError, stopsNode, type NodeError } from '../../run/nodeError';
import { itemsAtOnce } from '../../run/operation';
import type { Resolved } from '../../run/turns/inTurn';
import { extensions, urn } from '../../schema/attributes';
import type { FieldIssue } from '../../schema/fieldIssue';
import { resolvePeople } from '../people/resolvePeople';
import { issuesError, type UserForm } from '../readUserDocument';
import { hasEnded, ofInactiveUser } from './inactive';
import { standardKind, type MatchKind } from './matchFields';
import { readParts } from './readParts';
import { repeatedRows } from './repeatedRows';
import { asChange, keptUserName, withoutLoneExpense } from './asChange';
import { asNewUser } from './asNewUser';
import { isOnlyForNew, leftAlone } from './leftAlone';
import type { UpsertForm } from './upsertForm';
import { keysIn, whoIsThere, type RowKeys } from './whoIsThere';

type Forms = ReadonlyMap<number, UserForm>;

/**
 * Makes the step of Create or Update that finds out who is in SAP Concur already, and whom the rows name: all rows together,
 * after all were read and before anything is sent.
 * @param area what the node writes, and so what is compared
 */
export function resolveUpsert(area: Area) {
	return resolveMet<UserForm>(area, async function (forms, failed) {
		return await meet.call(this, forms, area, failed);
	});
}

/** Finds out whom forms are about; `failed` gets those of whom that is not clear. */
type Meet<Form extends UserForm> = (
	this: IExecuteFunctions,
	forms: ReadonlyMap<number, Form>,
	failed: Map<number, NodeError>,
) => Promise<Map<number, UpsertForm>>;

/** The same for forms whose users are found in another way. */
export function resolveMet<Form extends UserForm>(area: Area, meetAll: Meet<Form>) {
	return async function (
		this: IExecuteFunctions,
		forms: ReadonlyMap<number, Form>,
		earlier: { has(itemIndex: number): boolean },
	): Promise<Resolved<UpsertForm>> {
		const open = new Map([...forms].filter(([itemIndex]) => !earlier.has(itemIndex)));
		const done = [...forms].filter(([itemIndex]) => earlier.has(itemIndex));
		const failed = new Map<number, NodeError>();
		const met = await meetAll.call(this, open, failed);
		const whole = area === 'identity' ? met : await readParts.call(this, met, failed);
		const people = resolvePeople<UpsertForm>('upsert');
		const all = new Map([...done, ...whole].sort(([one], [other]) => one - other));
		const named = await people.call(this, all, earlier);
		const marked = new Map(
			[...named.forms].map(([itemIndex, form]) => {
				const isNew = named.waiting.has(itemIndex) || named.afterwards?.has(itemIndex) === true;
				return [itemIndex, form.existing && isNew ? withoutManager(form) : form] as const;
			}),
		);
		return { ...named, forms: marked, failed: new Map([...failed, ...named.failed]) };
	};
}

/** The rows with the users whom they are about; `failed` gets those of whom that is not clear. */
export async function meet(
	this: IExecuteFunctions,
	forms: Forms,
	area: Area,
	failed: Map<number, NodeError>,
): Promise<Map<number, UpsertForm>> {
	const met = new Map<number, UpsertForm>();
	const keys = new Map(
		[...forms].map(([itemIndex, { document, depending, currentNumber }]) => {
			const matchBy = parameterOf.call(this, 'matchBy', itemIndex, standardKind) as MatchKind;
			const { fieldIds } = depending?.ifNew ?? {};
			return [
				itemIndex,
				{ matchBy, ...keysIn(document, matchBy, fieldIds, currentNumber) },
			] as const;
		}),
	);
	const wanted = [...keys.values()].flatMap(keysOfRow);
	const attributes = attributesIn([...forms.values()].map(({ document }) => document));
	const usersOf = await readUsers(this, wanted, attributes).catch((error: Error) => () => error);
	const fail = (itemIndex: number, issue: FieldIssue) => {
		const error = issuesError.call(this, [issue], itemIndex);
		const [name] = calledBy.call(this, itemIndex);
		// An item that goes on without its key would name nobody.
		const isNameless = issue.sent === undefined && name !== undefined && !stopsNode.call(this);
		if (isNameless) error.message = `${name}: ${error.message}`;
		failed.set(itemIndex, error);
	};
	const candidates = new Map<number, { keys: RowKeys; user?: IdentityUser; match: Key }>();
	let taken = 0;
	for (const [itemIndex, { document }] of forms) {
		if (++taken % itemsAtOnce === 0) await pause(this, 0);
		const rowKeys = keys.get(itemIndex) as RowKeys & { matchBy: MatchKind };
		const error = errorIn(rowKeys, usersOf);
		const known = (key: Key) => usersOf(key) as IdentityUser[];
		const meant = error ? undefined : whoIsThere(rowKeys, rowKeys.matchBy, known, document);
		if (error) failed.set(itemIndex, asNodeError.call(this, error));
		else if (meant?.issue) fail(itemIndex, meant.issue);
		else if (meant && !meant.user && isLeaver.call(this, document)) {
			met.set(itemIndex, ofLeaver(forms.get(itemIndex) as UserForm));
		} else if (meant) candidates.set(itemIndex, { keys: rowKeys, ...meant });
	}
	for (const [itemIndex, error] of repeatedRows.call(this, candidates)) {
		candidates.delete(itemIndex);
		failed.set(itemIndex, error);
	}
	for (const [itemIndex, { user, match }] of candidates) {
		if (++taken % itemsAtOnce === 0) await pause(this, 0);
		const form = forms.get(itemIndex) as UserForm;
		try {
			if (!user) {
				const ofNew = withoutLoneExpense.call(this, form);
				met.set(itemIndex, await asNewUser.call(this, itemIndex, area, ofNew, match));
				continue;
			}
			if (isOnlyForNew.call(this, itemIndex)) {
				met.set(itemIndex, leftAlone(form, user));
				continue;
			}
			const kept = [...(form.depending?.ifThere ?? []), ...keptUserName(form, user)];
			const notices = [...form.notices, ...kept];
			const known = { ...asChange(form, 'identity'), notices };
			const read = ofInactiveUser.call(this, itemIndex, known, user, match);
			if ('problem' in read) fail(itemIndex, read);
			else met.set(itemIndex, { ...read, existing: user });
		} catch (caught) {
			failed.set(itemIndex, asNodeError.call(this, caught));
		}
	}
	return met;
}

/**
 * Whether a row is about somebody who left, and whom nobody wants to have in SAP Concur now. Who is to be inactive until a first
 * day to come is none.
 */
function isLeaver(this: IExecuteFunctions, document: UserForm['document']): boolean {
	if (document.active === true) return false;
	if (hasEnded.call(this, document)) return true;
	if (document.active !== false) return false;
	const start: unknown = get(document, [urn.enterprise, 'startDate']);
	return !(typeof start === 'string' && start.slice(0, 10) > todayIn(this.getTimezone()));
}

/** An export lists people who left long ago; an account of their own would be none that anybody wants. */
function ofLeaver(form: UserForm): UpsertForm {
	const reason =
		form.document.active === false ? 'Active is no' : 'the termination date has passed';
	const notice = `Not created: this person is not in SAP Concur, and ${reason}`;
	return { ...form, references: [], notices: [...form.notices, notice], hasLeft: true };
}

/** All keys of a row. */
export const keysOfRow = ({ match, unique, ifNew, newNumber }: RowKeys): Key[] =>
	[...unique, match ?? [], ifNew ?? [], newNumber ?? []].flat();

function errorIn(keys: RowKeys, usersOf: (key: Key) => IdentityUser[] | Error): Error | undefined {
	return keysOfRow(keys)
		.map(usersOf)
		.find((users): users is Error => users instanceof Error);
}

/** What documents of rows can change, as a search names it: attributes that nobody asks for can be missing in its result. */
export function attributesIn(documents: UserDocument[]): string[] {
	const names = documents.flatMap((document) => Object.keys(omit(document, 'schemas')));
	const ofIdentity = uniq(names).filter(
		(name) => !name.startsWith('urn:') || extensions[name]?.area === 'identity',
	);
	return uniq([...ofIdentity, urn.enterprise]);
}

/** The manager is set once that user is there; until then, the document has something that stands in. */
function withoutManager(form: UpsertForm): UpsertForm {
	const employment = omit(form.document[urn.enterprise] as IDataObject, 'manager');
	return {
		...form,
		document: { ...form.document, [urn.enterprise]: employment },
		managerIsNew: true,
	};
}
