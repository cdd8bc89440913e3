import { jsonParse, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { Area, Purpose } from '../../check/purpose';
import { isTool } from '../../run/nodeError';
import { isBlank } from '../../row/readValue';
import { extensions, isJsonObject, isTooDeep, type JsonObject } from '../../schema/attributes';
import type { FieldIssue } from '../../schema/fieldIssue';
import { clearWordIn } from './clearWord';

/** What a row says in columns that are no fields, as Convert of an import file writes them. */
export interface OwnColumns {
	/** A part of SAP Concur's user document: additionalAttributes. */
	additional: IDataObject;
	/** The word with which a cell of this row clears its field: clearWith. */
	clearWith?: string;
	/** The employee number that the person has until now: currentEmployeeNumber. */
	currentNumber?: string;
	/** Whether somebody who is in SAP Concur keeps the user name that they have there: keepUserName. */
	keepsUserName: boolean;
	issues: FieldIssue[];
}

const noColumns: OwnColumns = { additional: {}, keepsUserName: false, issues: [] };

/** Reads the columns of an item that are no fields; only Create or Update and Plan know who is there already. */
export function ownColumns(
	this: IExecuteFunctions,
	itemIndex: number,
	area: Area,
	purpose: Purpose,
): OwnColumns {
	// A model can add what its tool did not ask for.
	if (isTool.call(this)) return noColumns;
	const json = this.getInputData()[itemIndex]?.json ?? {};
	const { additionalAttributes: sent, currentEmployeeNumber: number, keepUserName } = json;
	const additional = isBlank(sent) ? {} : objectIn(sent);
	const own: OwnColumns = {
		additional: ofArea(additional ?? {}, area),
		clearWith: clearWordIn.call(this, json),
		keepsUserName: false,
		issues: additional ? [] : [noObject(sent)],
	};
	if (purpose !== 'upsert') return own;
	return {
		...own,
		keepsUserName: keepUserName === true || keepUserName === 'true',
		...(isBlank(number) ? {} : { currentNumber: String(number).trim() }),
	};
}

/**
 * The same where the fields are mapped by hand: of an item that Convert of an import file has made, how its values are meant; of any
 * other one nothing, because who maps by hand says everything.
 */
export function ownMeaning(
	this: IExecuteFunctions,
	itemIndex: number,
	area: Area,
	purpose: Purpose,
): OwnColumns {
	if (this.getInputData()[itemIndex]?.json.outcome !== 'converted') return noColumns;
	return { ...ownColumns.call(this, itemIndex, area, purpose), additional: {}, issues: [] };
}

/** Spreadsheets and databases hand an object over as text. */
function objectIn(sent: unknown): JsonObject | undefined {
	const value = typeof sent === 'string' ? jsonParse<unknown>(sent, { fallbackValue: null }) : sent;
	return isJsonObject(value) && !isTooDeep(value) ? value : undefined;
}

/** As with the fields, a node sends those that it offers. */
const ofArea = (additional: JsonObject, area: Area) =>
	Object.fromEntries(
		Object.entries(additional).filter(
			([key]) => area !== 'identity' || (extensions[key]?.area ?? area) === area,
		),
	) as IDataObject;

const noObject = (sent: unknown): FieldIssue => ({
	label: 'additionalAttributes',
	sent,
	problem: 'is not a JSON object',
	cure: 'Send attributes of SAP Concur\'s user document, such as { "nickName": "Kim" }, or leave the cell blank.',
});
