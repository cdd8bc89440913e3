/** Identity takes core, enterprise and SAP attributes; Provisioning takes expense and travel data too. */
export type Area = 'identity' | 'provisioning';

export type Purpose = 'create' | 'update' | 'replace';
