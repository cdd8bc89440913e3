import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Purpose } from '../../check/purpose';
import { evaluated } from '../../run/parameters/evaluated';
import { nodeOf } from '../../concur/pause';
import { asNodeError, isTool } from '../../run/nodeError';
import { isJsonObject, type JsonObject } from '../../schema/attributes';
import { shortened, type FieldIssue } from '../../schema/fieldIssue';
import { fieldsById } from '../../schema/flatFields';
import { parameterOf } from '../userFields';
import { failedExpression } from './swallowedValues';

/** Whether the form maps the columns of the rows by their headings. */
export function mapsAutomatically(this: IExecuteFunctions, purpose: Purpose): boolean {
	const written = nodeOf(this).parameters[parameterOf(purpose)];
	return isAutomatic(written);
}

export const isAutomatic = (parameter: unknown) =>
	isJsonObject(parameter) && parameter.mappingMode === 'autoMapInputData';

/** AI and the API of n8n write the values without what n8n's mapper puts around them. */
export function valuesIn(parameter: unknown): IDataObject {
	if (!isJsonObject(parameter)) return {};
	const isMapper = 'mappingMode' in parameter || 'value' in parameter;
	const values = isMapper ? parameter.value : parameter;
	return isJsonObject(values) ? ({ ...values } as IDataObject) : {};
}

/** What the mapper of one item holds, with the expressions that failed. */
interface ReadParameter {
	value: unknown;
	issues: FieldIssue[];
}

/**
 * The parameter of one item, with what n8n returns for each field. Read by n8n as a whole, each of its expressions would be
 * evaluated, even those that only name a column, and its list of all fields copied for each item.
 * @param parameter the whole, as it stands in the form
 * @param written the fields in it
 * @throws NodeOperationError when n8n cannot read the parameter, and no single field is the reason
 */
export function readParameter(
	this: IExecuteFunctions,
	itemIndex: number,
	name: string,
	parameter: unknown,
	written: IDataObject,
): ReadParameter {
	const byField = isReadByField.call(this, parameter, written)
		? readFields.call(this, itemIndex, written)
		: undefined;
	return byField ?? readWhole.call(this, itemIndex, name, written);
}

/** By run, whether the fields of the mapper stand by themselves: so far, nothing else in it is an expression. */
const standAlone = new WeakMap<IExecuteFunctions, Map<unknown, boolean>>();

function isReadByField(
	this: IExecuteFunctions,
	parameter: unknown,
	written: IDataObject,
): parameter is IDataObject {
	const known = standAlone.get(this) ?? new Map<unknown, boolean>();
	standAlone.set(this, known);
	const isKnown = known.get(parameter);
	if (isKnown !== undefined) return isKnown;
	const isAlone =
		!isTool.call(this) &&
		isJsonObject(parameter) &&
		![parameter.mappingMode, parameter.value].some(isExpression) &&
		Object.values(written).every(isOwnValue);
	known.set(parameter, isAlone);
	return isAlone;
}

const isExpression = (value: unknown) => typeof value === 'string' && value.startsWith('=');

/** n8n looks into lists and objects, and gives the fields beside an expression to it as `$parameter["&name"]`. */
function isOwnValue(value: unknown): boolean {
	if (typeof value === 'string')
		return !value.startsWith('=') || !/\$(?:raw)?parameter/i.test(value);
	return typeof value !== 'object' || value === null;
}

/** Undefined where an expression returns a list or an object, which n8n makes over. */
function readFields(
	this: IExecuteFunctions,
	itemIndex: number,
	written: IDataObject,
): ReadParameter | undefined {
	const issues: FieldIssue[] = [];
	const value: JsonObject = {};
	for (const [fieldId, parameter] of Object.entries(written)) {
		const result = evaluated.call(this, parameter, itemIndex);
		if (result.failure) {
			issues.push(failureOf.call(this, itemIndex, fieldId, parameter, result.failure));
		} else if (DateTime.isDateTime(result.value)) {
			value[fieldId] = result.value.toString();
		} else if (isMadeOver(result.value)) {
			return undefined;
		} else {
			value[fieldId] = result.value;
		}
	}
	return { value: { value }, issues };
}

const isMadeOver = (value: unknown) =>
	typeof value === 'object' && value !== null && !(value instanceof Date);

/** One expression that fails makes n8n fail for all fields, so each is evaluated alone then. */
function readWhole(
	this: IExecuteFunctions,
	itemIndex: number,
	name: string,
	written: IDataObject,
): ReadParameter {
	try {
		return { value: this.getNodeParameter(name, itemIndex, null), issues: [] };
	} catch (caught) {
		const issues: FieldIssue[] = [];
		const value: JsonObject = {};
		for (const [fieldId, parameter] of Object.entries(written)) {
			const result = evaluated.call(this, parameter, itemIndex);
			if (result.failure) {
				issues.push(failureOf.call(this, itemIndex, fieldId, parameter, result.failure));
			} else value[fieldId] = result.value;
		}
		if (issues.length === 0) throw asNodeError.call(this, caught);
		return { value: { value }, issues };
	}
}

function failureOf(
	this: IExecuteFunctions,
	itemIndex: number,
	fieldId: string,
	parameter: unknown,
	failure: Error,
): FieldIssue {
	const finding = failedExpression.call(this, itemIndex, parameter, shortened(failure.message));
	return { ...namedField(fieldId), ...finding };
}

/** The field of an issue, where nothing is known to be sent. */
export const namedField = (fieldId: string) => ({
	fieldId,
	label: fieldsById.get(fieldId)?.label ?? shortened(fieldId),
	sent: undefined,
});
