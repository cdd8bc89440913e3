/** Identity takes core, enterprise and SAP attributes; Provisioning takes expense and travel data too. */
export type Area = 'identity' | 'provisioning';

/** 'upsert' reads a row before it is known whether the person is in SAP Concur already. */
export type Purpose = 'create' | 'update' | 'replace' | 'upsert';

/** Whether only changes are sent, so that nothing is required and null asks for a removal. */
export const sendsChanges = (purpose: Purpose) => purpose === 'update' || purpose === 'upsert';
