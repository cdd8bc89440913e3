// The form's fields of a user: n8n's resource mapper over the flat fields, and a JSON field for the rest.
import type { INodeProperties, ResourceMapperFields } from 'n8n-workflow';
import type { Area, Purpose } from '../check/purpose';
import { extensions } from '../schema/attributes';
import { flatFields, type FlatField } from '../schema/flatFields';
import { toResourceMapperFields } from './fieldMapper';

const identityFields = flatFields.filter(
	({ path }) => extensions[path.schema]?.area === 'identity',
);

/** The fields that a node offers: SAP Concur Identity has none for expense and travel. */
export const offeredBy = (area: Area): FlatField[] =>
	area === 'identity' ? identityFields : flatFields;

/** What the form requires when a user is created or replaced; the rest is optional. */
const requiredToCreate = ['userName', 'givenName', 'familyName', 'workEmail'];

/** Update has a parameter of its own: it requires nothing, and n8n would use the flags saved in Create's list. */
export const parameterOf = (purpose: Purpose) => (purpose === 'update' ? 'changes' : 'fields');

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
			description: 'What to send to SAP Concur for this user. Empty fields are not sent.',
			typeOptions: {
				resourceMapper: {
					resourceMapperMethod,
					mode: 'add',
					fieldWords: { singular: 'field', plural: 'fields' },
					// Otherwise n8n shows all fields as soon as the user switches to this operation.
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
				"Attributes without a field above, as a part of SAP Concur's user document. They are checked against SAP's list of attributes before anything is sent.",
		},
	];
}

/** The methods that fill the mapper's form, by the names that userFields uses. */
export const resourceMapping = {
	identityCreateFields: async () => mapperFields('identity', requiredToCreate),
	identityUpdateFields: async () => mapperFields('identity', []),
	provisioningCreateFields: async () => mapperFields('provisioning', requiredToCreate),
	provisioningUpdateFields: async () => mapperFields('provisioning', []),
};

async function mapperFields(area: Area, required: string[]): Promise<ResourceMapperFields> {
	return { fields: toResourceMapperFields(offeredBy(area), required) };
}
