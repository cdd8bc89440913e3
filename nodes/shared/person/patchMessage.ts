import type { IDataObject } from 'n8n-workflow';

/** One operation of a SCIM PatchOp. SAP: v4.user-provisioning, Update a user. */
export interface PatchOperation {
	op: 'add' | 'replace' | 'remove';
	path?: string;
	value?: unknown;
}

/** Returns the body of a PATCH. It is typed as n8n's JSON, because it can be the data of a bulk operation. */
export function patchMessage(operations: PatchOperation[]): IDataObject {
	return {
		schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
		Operations: operations as unknown as IDataObject[],
	};
}
