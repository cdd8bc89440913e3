import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Purpose } from '../../check/purpose';
import { evaluated } from '../../run/evaluated';
import { asNodeError } from '../../run/nodeError';
import { isJsonObject, type JsonObject } from '../../schema/attributes';
import { shortened, type FieldIssue } from '../../schema/fieldIssue';
import { fieldsById } from '../../schema/flatFields';
import { parameterOf } from '../userFields';
import { failedExpression } from './swallowedValues';

/** Whether the form maps the columns of the rows by their headings. */
export function mapsAutomatically(this: IExecuteFunctions, purpose: Purpose): boolean {
	const written = this.getNode().parameters[parameterOf(purpose)];
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

/**
 * The parameter of one item. One expression that fails makes n8n fail for all fields, so each is evaluated alone then.
 * @throws NodeOperationError when n8n cannot read the parameter, and no single field is the reason
 */
export function readParameter(
	this: IExecuteFunctions,
	itemIndex: number,
	name: string,
	written: IDataObject,
): { value: unknown; issues: FieldIssue[] } {
	try {
		return { value: this.getNodeParameter(name, itemIndex, null), issues: [] };
	} catch (caught) {
		const issues: FieldIssue[] = [];
		const value: JsonObject = {};
		for (const [fieldId, parameter] of Object.entries(written)) {
			const result = evaluated.call(this, parameter, itemIndex);
			if (!result.failure) {
				value[fieldId] = result.value;
				continue;
			}
			const reason = shortened(result.failure.message);
			const finding = failedExpression.call(this, itemIndex, parameter, reason);
			issues.push({ ...namedField(fieldId), ...finding });
		}
		if (issues.length === 0) throw asNodeError.call(this, caught);
		return { value: { value }, issues };
	}
}

/** The field of an issue, where nothing is known to be sent. */
export const namedField = (fieldId: string) => ({
	fieldId,
	label: fieldsById.get(fieldId)?.label ?? shortened(fieldId),
	sent: undefined,
});
