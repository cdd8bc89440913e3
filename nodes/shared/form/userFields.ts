// The form's fields of a person, and how they become the document that Concur takes.
import isEmpty from 'lodash/isEmpty';
import { NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	ResourceMapperFields,
	ResourceMapperValue,
} from 'n8n-workflow';
import { extensions } from '../schema/attributes';
import { checkDocument } from '../check/checkDocument';
import type { Area, Purpose } from '../check/purpose';
import { toResourceMapperFields } from './fieldMapper';
import { problemOf } from '../schema/fieldIssue';
import { flatFields, type FlatField } from '../schema/flatFields';
import { isBlank } from '../row/readValue';
import { parsePath } from '../schema/scimPath';
import {
	toUserDocument,
	withoutNulls,
	type FieldIssue,
	type UserDocument,
} from '../person/userDocument';

const identityFields = flatFields.filter(
	({ scimPath }) => extensions[parsePath(scimPath).schema].area === 'identity',
);

/** The fields that a node offers: Identity knows nothing of expense and travel. */
const offeredBy = (area: Area): FlatField[] => (area === 'identity' ? identityFields : flatFields);

/** What the form asks for when a person is created or replaced; the rest is optional. */
const requiredToCreate = ['userName', 'givenName', 'familyName', 'workEmail'];

/**
 * Update has a parameter of its own: it requires nothing, and n8n would go by the flags that Create's list has saved.
 */
const parameterOf = (purpose: Purpose) => (purpose === 'update' ? 'changes' : 'fields');

/** The fields of Create, Update and Replace: n8n's mapper over the flat fields, and the JSON for the rest. */
export function userFields(area: Area, purpose: Purpose): INodeProperties[] {
	const resourceMapperMethod = `${area}${purpose === 'update' ? 'Update' : 'Create'}Fields`;
	return [
		{
			displayName: 'Fields',
			name: parameterOf(purpose),
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			description: 'What SAP Concur is told about the person. Fields left empty are not sent.',
			typeOptions: {
				resourceMapper: {
					resourceMapperMethod,
					mode: 'add',
					fieldWords: { singular: 'field', plural: 'fields' },
					// n8n would show all fields at once whenever the operation is switched to this one.
					addAllFields: false,
					supportAutoMap: true,
				},
			},
		},
		{
			displayName: 'Additional Attributes (JSON)',
			name: 'additionalAttributes',
			type: 'json',
			default: '{}',
			placeholder:
				'e.g. { "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "leavesOfAbsence": [{ "startDate": "2026-05-01" }] } }',
			description:
				"Attributes that have no field above, as a part of SAP Concur's user document. Checked against SAP's list of attributes before anything is sent.",
		},
	];
}

/** The methods that fill the mapper's form, by the names that userFields gives. */
export const resourceMapping = {
	identityCreateFields: async () => mapperFields('identity', requiredToCreate),
	identityUpdateFields: async () => mapperFields('identity', []),
	provisioningCreateFields: async () => mapperFields('provisioning', requiredToCreate),
	provisioningUpdateFields: async () => mapperFields('provisioning', []),
};

async function mapperFields(area: Area, required: string[]): Promise<ResourceMapperFields> {
	return { fields: toResourceMapperFields(offeredBy(area), required) };
}

/**
 * The user document of one item from the form's fields, checked.
 * @throws NodeOperationError that names the item, every field by its label, what was sent and what to do
 */
export async function readUserDocument(
	this: IExecuteFunctions,
	itemIndex: number,
	area: Area,
	purpose: Purpose,
): Promise<UserDocument> {
	const { companyUuid: companyId } = await this.getCredentials<{ companyUuid: string }>(
		'concurApi',
		itemIndex,
	);
	const flat = flatValues.call(this, itemIndex, area, purpose);
	const additional = additionalAttributes.call(this, itemIndex);
	if (isEmpty(flat) && isEmpty(additional)) throw nothingMapped.call(this, itemIndex);
	if (purpose !== 'update') {
		if (isBlank(flat.companyId)) flat.companyId = companyId;
		if (isBlank(flat.active)) flat.active = true;
	}
	const { document: made, issues } = toUserDocument(flat, additional);
	// Only an update can take something away; elsewhere "no" and null say that it shall not be there.
	const document = purpose === 'update' ? made : withoutNulls(made);
	const found = [...issues, ...checkDocument(document, purpose, { companyId, area })];
	if (found.length) throw issuesError.call(this, found, itemIndex);
	return document;
}

/**
 * The row's values by field id. The parameter is read as a whole: read as 'fields.value', n8n would cast it
 * first and refuse "ja", a blank cell of a choice, or a value that only this company knows.
 */
function flatValues(
	this: IExecuteFunctions,
	itemIndex: number,
	area: Area,
	purpose: Purpose,
): IDataObject {
	const { mappingMode, value } = this.getNodeParameter(
		parameterOf(purpose),
		itemIndex,
	) as ResourceMapperValue;
	return mappingMode === 'autoMapInputData'
		? columnsWithFieldNames(this.getInputData()[itemIndex].json, area)
		: { ...value };
}

function columnsWithFieldNames(row: IDataObject, area: Area): IDataObject {
	const known = offeredBy(area).filter(({ id }) => id in row);
	return Object.fromEntries(known.map(({ id }) => [id, row[id]]));
}

/** An unmapped form, or a row whose columns have other names: no single field would be to blame. */
function nothingMapped(this: IExecuteFunctions, itemIndex: number): NodeOperationError {
	return new NodeOperationError(this.getNode(), "The item has nothing for any of the 'Fields'", {
		itemIndex,
		description:
			'Map columns to the fields by hand, or give the columns the names of the fields: userName, givenName, familyName, workEmail ...',
	});
}

function additionalAttributes(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const value = this.getNodeParameter('additionalAttributes', itemIndex, {}) as unknown;
	const refuse = (message: string) =>
		new NodeOperationError(this.getNode(), message, {
			itemIndex,
			description: 'Enter one JSON object such as { "nickName": "Kim" }, or {} for none.',
		});
	let parsed = value;
	if (typeof value === 'string') {
		try {
			parsed = JSON.parse(value.trim() || '{}');
		} catch (error) {
			throw refuse(
				`The field 'Additional Attributes (JSON)' holds no valid JSON: ${(error as Error).message}`,
			);
		}
	}
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
		throw refuse("The field 'Additional Attributes (JSON)' must hold a JSON object");
	}
	return parsed as IDataObject;
}

/** All that is wrong with one item, in one error. */
function issuesError(
	this: IExecuteFunctions,
	issues: FieldIssue[],
	itemIndex: number,
): NodeOperationError {
	const error = new NodeOperationError(this.getNode(), issues.map(problemOf).join('; '), {
		itemIndex,
		description: issues.map(({ label, cure }) => `${label}: ${cure}`).join(' '),
	});
	error.context.errors = issues.map(({ label, problem, cure }) => ({
		field: label,
		message: problem,
		hint: cure,
	}));
	return error;
}
