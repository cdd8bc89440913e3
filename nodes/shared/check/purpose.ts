/** Identity takes core, enterprise and SAP attributes; provisioning takes spend and travel data too. */
export type Area = 'identity' | 'provisioning';

export type Purpose = 'create' | 'update' | 'replace';
