import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { jsonParameter } from '../../shared/form/jsonParameter';
import { itemError, lackingError } from '../../shared/run/nodeError';
import { isJsonObject } from '../../shared/schema/attributes';
import { partLabel } from '../../shared/concur/messages/place';
import { partsMissing } from '../../shared/status/repair';

export const repairField: INodeProperties = {
	displayName: 'Repair',
	name: 'repair',
	type: 'json',
	required: true,
	default: '={{ $json.repair }}',
	description:
		'What SAP Concur Provisioning Status has put into "repair" for this user. After a form, take it from the item before the form.',
};

/** What Provisioning Status says about how to complete a user. */
const repair = z.object({
	what: z.string().catch('Send the row again'),
	operation: z.string(),
	resend: z.array(z.string()).nonempty(),
	applied: z.array(z.string()).catch([]),
	userId: z.string().uuid().optional(),
	why: z.string().catch(''),
	document: z.record(z.unknown()).optional(),
	before: z.record(z.unknown()).optional().catch(undefined),
});

/** A repair that can be sent. */
export interface GivenRepair extends Omit<z.infer<typeof repair>, 'document' | 'before'> {
	document: IDataObject;
	before?: IDataObject;
}

/**
 * The output of an item for which there is nothing to repair: it goes on as it is, and one that has not ended says so. Undefined
 * for any other item. Never throws.
 */
export function withoutRepair(this: IExecuteFunctions, itemIndex: number): IDataObject | undefined {
	const json = this.getInputData()[itemIndex]?.json ?? {};
	if (!isBlank(readRepair.call(this, itemIndex))) return undefined;
	switch (json.outcome) {
		case 'succeeded':
		case 'unchanged':
			return json;
		case 'pending':
		case 'unknown':
			return { ...json, notices: withNotice(json.notices, notEnded[json.outcome]) };
		case 'partial':
		case 'failed':
			return isJsonObject(json.extensions) ? json : undefined;
		default:
			return undefined;
	}
}

const notEnded = {
	pending: 'Not repaired, because SAP Concur has not finished the request yet',
	unknown:
		'Not repaired, because it is not known what SAP Concur has done. Look at the user with SAP Concur Provisioning (Get Profile) first.',
};

const withNotice = (notices: unknown, notice: string): string[] => {
	const known = Array.isArray(notices) ? (notices as string[]) : [];
	return known.includes(notice) ? known : [...known, notice];
};

const isBlank = (value: unknown) => value === undefined || value === null || value === '';

/** Undefined, too, where it cannot be read: what is wrong is said when the item is checked. */
function readRepair(this: IExecuteFunctions, itemIndex: number): unknown {
	try {
		return jsonParameter.call(this, 'repair', itemIndex, field);
	} catch {
		return 'unreadable';
	}
}

const field = { label: repairField.displayName, example: 'Enter {{ $json.repair }}.' };

/**
 * The repair of an item.
 * @throws NodeOperationError when the item has none, or one that does not hold what has to be sent
 */
export function givenRepair(this: IExecuteFunctions, itemIndex: number): GivenRepair {
	const value = jsonParameter.call(this, 'repair', itemIndex, field);
	if (isBlank(value)) throw noRepair.call(this, itemIndex);
	const { data: given } = repair.safeParse(value);
	if (!given || (given.operation === 'update' && given.userId === undefined)) {
		const message =
			'The repair of this item was changed after SAP Concur Provisioning Status made it';
		throw itemError.call(this, itemIndex, message, passOnUnchanged);
	}
	const { document, what, resend, before } = given;
	if (document === undefined) throw nothingToSend.call(this, itemIndex, what);
	const missing = partsMissing(document as IDataObject, resend);
	if (missing.length === 0) {
		return { ...given, document: document as IDataObject, before: before as IDataObject };
	}
	const labels = missing.map((name) => partLabel(name) || name).join(', ');
	const message = `The repair of this item no longer holds these parts: ${labels}`;
	throw itemError.call(this, itemIndex, message, passOnUnchanged);
}

function nothingToSend(this: IExecuteFunctions, itemIndex: number, what: string) {
	const isReplace = this.getInputData()[itemIndex]?.json.operation === 'replace';
	const message = isReplace
		? 'Send Repair cannot send again what Replace has sent, because Replace also deletes'
		: 'The item does not hold the data that was rejected, so it cannot be sent again';
	const next =
		' To use Send Repair next time, connect SAP Concur Provisioning Status behind SAP Concur Provisioning without a node such as Edit Fields or Data Table between them.';
	return itemError.call(this, itemIndex, message, `${what}.${isReplace ? '' : next}`);
}

const passOnUnchanged =
	'Pass "repair" on unchanged. Enter new values in Corrections instead of changing it.';

function noRepair(this: IExecuteFunctions, itemIndex: number) {
	const { outcome, operationId } = this.getInputData()[itemIndex]?.json ?? {};
	const isWithoutDetails = typeof operationId === 'string' && typeof outcome === 'string';
	if (isWithoutDetails) {
		const message = 'This item has no repair, because its details were left out';
		const cure =
			'In SAP Concur Provisioning Status, set Include Details to For Partial and Failed.';
		return itemError.call(this, itemIndex, message, cure);
	}
	const message = 'This item has no repair';
	const cure =
		'Connect this node to the outputs Partial and Failed of SAP Concur Provisioning Status.';
	return lackingError.call(this, itemIndex, message, cure);
}
