import type { IDataObject } from 'n8n-workflow';

/** One operation of a SCIM PatchOp. SAP: v4.user-provisioning, Update a user. */
export interface PatchOperation {
	op: 'add' | 'replace' | 'remove';
	path?: string;
	value?: unknown;
}

/** The body of a PATCH. The list is typed as n8n's JSON, because it may stand inside a bulk's data. */
export function patchMessage(operations: PatchOperation[]): IDataObject {
	return {
		schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
		Operations: operations as unknown as IDataObject[],
	};
}
