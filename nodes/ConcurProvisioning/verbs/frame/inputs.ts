import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { missing } from '../../../shared/check/checkRequired';
import { issuesError, type UserForm } from '../../../shared/form/readUserDocument';
import { toFlatFields } from '../../../shared/person/flatRow';
import { toUserDocument } from '../../../shared/person/userDocument';
import { toList } from '../../../shared/row/readValue';
import { itemError } from '../../../shared/run/nodeError';
import { parameterOf } from '../../../shared/run/parameters/parameterOf';
import { countReadings } from '../../../shared/run/understood';
import { quoted } from '../../../shared/schema/fieldIssue';
import { fieldsById } from '../../../shared/schema/flatFields';

/** The fields of a form that hold values of a row: the ID of the flat field by the name of the form's field. */
export type Inputs = Record<string, string>;

/**
 * What the fields of a form say about a user, read as the columns of an HR table are, with the labels of the form.
 * @param clearWith the word that clears a field; undefined for none
 * @throws NodeOperationError for what cannot be read, and for a required field without a value
 */
export function readInputs(
	this: IExecuteFunctions,
	itemIndex: number,
	properties: INodeProperties[],
	inputs: Inputs,
	clearWith?: string,
): UserForm {
	const fields = Object.entries(inputs).map(([name, fieldId]) => {
		const property = properties.find((one) => one.name === name);
		return { name, fieldId, label: property?.displayName ?? name, required: property?.required };
	});
	const row = Object.fromEntries(
		fields.map(({ name, fieldId }) => [fieldId, parameterOf.call(this, name, itemIndex, '')]),
	);
	const { document, issues, notices, references } = toUserDocument(row, undefined, {
		zone: this.getTimezone(),
		columnOf: (fieldId) => {
			const field = fields.find((one) => one.fieldId === fieldId);
			const isDay = fieldsById.get(fieldId)?.rules.type.startsWith('date');
			return field && isDay ? columnOf.call(this, field.name) : undefined;
		},
		clearWith,
	});
	const labelled = <Labelled extends { fieldId?: string; label: string }>(one: Labelled) => ({
		...one,
		label: fields.find(({ fieldId }) => fieldId === one.fieldId)?.label ?? one.label,
	});
	const inForm = notices.map((notice) => {
		const field = fields.find(({ fieldId }) => notice.startsWith(`${labelOf(fieldId)}: `));
		return field ? `${field.label}${notice.slice(labelOf(field.fieldId).length)}` : notice;
	});
	const found = toFlatFields(document);
	const lacking = fields
		.filter(({ fieldId, required }) => required && found[fieldId] === undefined)
		.map(({ fieldId, label }) => {
			const told = inForm.find((notice) => notice.startsWith(`${label}: `));
			return toList(row[fieldId]).length === 0
				? { fieldId, label, sent: undefined, problem: missing, cure: 'Enter a value.' }
				: {
						fieldId,
						label,
						sent: undefined,
						problem: told?.slice(label.length + 2) ?? 'stands for no value',
						cure: 'Enter a value.',
					};
		});
	const wrong = [...issues.map(labelled), ...lacking];
	if (wrong.length > 0) throw issuesError.call(this, wrong, itemIndex);
	countReadings(this, inForm);
	return { document, notices: inForm, references: references.map(labelled) };
}

const labelOf = (fieldId: string) => fieldsById.get(fieldId)?.label ?? fieldId;

/** By run: which of two numbers is the day, all rows say together. */
const columns = new WeakMap<IExecuteFunctions, Map<string, unknown[]>>();

function columnOf(this: IExecuteFunctions, name: string): unknown[] {
	const known = columns.get(this) ?? new Map<string, unknown[]>();
	columns.set(this, known);
	const column = known.get(name) ?? [...this.getInputData().keys()].map(valueOf.bind(this, name));
	known.set(name, column);
	return column;
}

/** An expression that fails is told with its own row. */
function valueOf(this: IExecuteFunctions, name: string, itemIndex: number): unknown {
	try {
		return parameterOf.call(this, name, itemIndex, '');
	} catch {
		return undefined;
	}
}

/**
 * Those of the options of a field that were chosen, by value or name, because an expression can hold whatever a table says.
 * @throws NodeOperationError for anything else
 */
export function choicesOf(
	this: IExecuteFunctions,
	itemIndex: number,
	{ name, displayName, options = [], default: standard }: INodeProperties,
): string[] {
	const offered = options as INodePropertyOptions[];
	const given = parameterOf.call(this, name, itemIndex, standard as string);
	return toList(given).map((one) => {
		const text = String(one).trim().toLowerCase();
		const chosen = offered.find((option) =>
			[String(option.value), option.name].some((known) => known.toLowerCase() === text),
		);
		if (chosen) return String(chosen.value);
		const message = `The field '${displayName}' has no option ${quoted(one)}`;
		const names = offered.map((option) => option.name).join(', ');
		throw itemError.call(this, itemIndex, message, `Choose one of these: ${names}.`);
	});
}

/** The same for a field with one choice. */
export function choiceOf(
	this: IExecuteFunctions,
	itemIndex: number,
	field: INodeProperties,
): string {
	const [chosen, ...others] = choicesOf.call(this, itemIndex, field);
	if (chosen !== undefined && others.length === 0) return chosen;
	const message = `The field '${field.displayName}' needs one choice`;
	throw itemError.call(this, itemIndex, message, 'Choose one option.');
}
