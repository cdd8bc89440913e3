// The item of a person for whom a writing operation did not do what it should: who, what became of it, and why.
import isEmpty from 'lodash/isEmpty';
import mapValues from 'lodash/mapValues';
import omit from 'lodash/omit';
import pick from 'lodash/pick';
import pickBy from 'lodash/pickBy';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { nodeOf } from '../concur/pause';
import { supportDetailsOf } from '../concur/support/exchange';
import { readColumns } from '../row/headings/readColumns';
import { readTable } from '../row/headings/readTable';
import { isJsonObject } from '../schema/attributes';
import { shortened } from '../schema/fieldIssue';
import { flatFields } from '../schema/flatFields';
import { isSameText } from '../schema/listEntries';
import { isUuid } from '../schema/uuid';
import { evaluated } from './parameters/evaluated';
import type { NodeError } from './nodeError';

/** What names a person, as far as it is known. */
export interface Who {
	userName?: string;
	employeeNumber?: string;
	userId?: string;
}

/** What the request is, in front of whom it is about. */
const first = ['operation', 'changes', 'provisionId', 'bulkId'];

/** What a writing operation made of an item. */
type Outcome = 'submitted' | 'unchanged' | 'failed' | 'unknown';

/**
 * `{ userName?, employeeNumber?, outcome, why, ...request, userId?, hint?, errors?, correlationId, supportDetails? }`
 * @param request what is to be said about the request besides
 * @param error why it failed, or why nothing is known
 * @param bulkId of the person's own operation, where several went in one request
 */
export function outcomeItem(
	{ userId, ...names }: Who,
	outcome: Outcome,
	request: IDataObject = {},
	error?: NodeError,
	bulkId?: string,
): IDataObject {
	const { errors = [], correlationId = '' } = (error?.context ?? {}) as IDataObject;
	const supportDetails = supportDetailsOf(error, { bulkId, names: Object.values(names) });
	return {
		...names,
		outcome,
		why: error?.message ?? '',
		...pick(request, first),
		...(userId ? { userId } : {}),
		...omit(request, first),
		...(error?.description ? { hint: error.description } : {}),
		...(isEmpty(errors) ? {} : { errors }),
		correlationId: request.correlationId ?? correlationId,
		...(supportDetails ? { supportDetails } : {}),
	};
}

/**
 * Who an item is for, as its form or otherwise its row says; for an item that was rejected before it became anything
 * else. Never throws.
 */
export function whoIs(this: IExecuteFunctions, itemIndex: number): Who {
	const { userName, employeeNumber, userId } = namesOf.call(this, itemIndex);
	return pickBy({ userName, employeeNumber, userId });
}

/** What a person is called in a sentence, e.g. 'Jane Doe, 10023', as far as form or row say it. Never throws. */
export function calledBy(this: IExecuteFunctions, itemIndex: number): string[] {
	const { givenName, familyName, userName, employeeNumber } = namesOf.call(this, itemIndex);
	const name = givenName && familyName ? `${givenName} ${familyName}` : userName;
	return [name, employeeNumber].flatMap((text) =>
		text ? shortened(text.replace(/\s+/g, ' ')) : [],
	);
}

const personKeys = ['userName', 'employeeNumber', 'givenName', 'familyName'];
const objectIn = (value: unknown) => (isJsonObject(value) ? (value as IDataObject) : {});
const mappedIn = ({ value, ...others }: IDataObject) =>
	isJsonObject(value) ? (value as IDataObject) : others;

const allFields = new Set(flatFields);
const keysOfUser = ['id', 'list', 'userName', 'employeeNumber'];

/**
 * What a parameter holds of the names of a person, or of the choice of a user. Only these parts are evaluated, and each alone:
 * where one expression fails, the others may still name the person.
 */
function readNames(this: IExecuteFunctions, name: string, itemIndex: number): IDataObject {
	const written = nodeOf(this).parameters[name];
	const isLocator = isJsonObject(written) && 'mode' in written;
	if (!isJsonObject(written) || (!isLocator && isMade(written))) {
		try {
			return objectIn(this.getNodeParameter(name, itemIndex, {}));
		} catch {
			return {};
		}
	}
	const whole = written as IDataObject;
	const parts = isLocator ? pick(whole, ['mode', 'value']) : pick(mappedIn(whole), personKeys);
	return mapValues(parts, (part) => evaluated.call(this, part, itemIndex).value as string);
}

/** Whether an expression makes the fields of a mapper. */
const isMade = ({ mappingMode, value }: Record<string, unknown>) =>
	[mappingMode, value].some((part) => typeof part === 'string' && part.startsWith('='));

function namesOf(this: IExecuteFunctions, itemIndex: number) {
	const read = (name: string) => readNames.call(this, name, itemIndex);
	const mapped = (name: string) => mappedIn(read(name));
	const { mode, value } = read('user');
	const key = keysOfUser.find((known) => known === mode) ?? '';
	const chosen = { [key === 'id' || key === 'list' ? 'userId' : key]: value };
	const json = this.getInputData()[itemIndex]?.json ?? {};
	const row = readColumns(readTable([json], allFields), 0).values;
	const forms = [mapped('fields'), mapped('changes')];
	const own = isAboutAnother({ ...row, ids: [json.id, json.userId] }, chosen) ? {} : row;
	// A chosen user is not called yet what the form says: it can be a new user name.
	const others = forms.map((form) => omit(form, 'userName'));
	const sources = mode === undefined ? [...forms, row] : [chosen, own, ...others];
	const first = (name: string) => sources.map((source) => nameIn(source[name])).find(Boolean);
	return {
		userName: first('userName'),
		employeeNumber: first('employeeNumber'),
		givenName: first('givenName'),
		familyName: first('familyName'),
		userId: nameIn(chosen.userId),
	};
}

/** Whether a row names somebody else than the chosen user, such as an employee whose manager was chosen. */
function isAboutAnother({ ids, ...row }: IDataObject, chosen: IDataObject): boolean {
	const differs = (one: unknown, other: unknown) =>
		nameIn(one) !== undefined &&
		nameIn(other) !== undefined &&
		!isSameText(nameIn(one), nameIn(other));
	const known = [ids].flat().filter((id) => isUuid(String(id)));
	const isOther = known.length > 0 && known.every((id) => differs(id, chosen.userId));
	return isOther || ['userName', 'employeeNumber'].some((name) => differs(row[name], chosen[name]));
}

function nameIn(value: unknown): string | undefined {
	const isName = typeof value === 'string' || typeof value === 'number';
	return isName && String(value).length <= 200 ? String(value).trim() : undefined;
}

/**
 * What an earlier node said about an item that it could not finish, and that therefore lacks what this one needs: its own
 * reason says more. Undefined for any other item.
 * @param error what is wrong with it here; that something is wrong which was sent is news
 */
export function passedOn(
	this: IExecuteFunctions,
	itemIndex: number,
	error: NodeError,
): IDataObject | undefined {
	if (error.context.isLacking !== true || !isUnfinished.call(this, itemIndex)) return undefined;
	const json = this.getInputData()[itemIndex]?.json ?? {};
	const known = pick(json, ['userName', 'employeeNumber', 'outcome', 'why', 'operation']);
	const rest = pick(json, [
		...['userId', 'hint', 'errors', 'error'],
		...['correlationId', 'supportDetails'],
	]);
	return { ...known, provisionId: null, sent: [], ...rest };
}

/**
 * The item of somebody whom Convert Import File could not convert, or found nothing to send of, as it is: without their records
 * nothing can be done for them, and nobody needs to hear of it twice. Undefined for any other item.
 */
export function notConverted(this: IExecuteFunctions, itemIndex: number): IDataObject | undefined {
	const json = this.getInputData()[itemIndex]?.json ?? {};
	const isDone = json.outcome === 'unchanged' || isUnfinished.call(this, itemIndex);
	return json.operation === 'convert' && isDone ? json : undefined;
}

/** Whether an earlier node says of an item that it could not finish it, and why. */
export function isUnfinished(this: IExecuteFunctions, itemIndex: number): boolean {
	const { outcome, why } = this.getInputData()[itemIndex]?.json ?? {};
	return (outcome === 'failed' || outcome === 'unknown') && typeof why === 'string';
}
