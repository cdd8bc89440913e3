import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// simulator/, test/ and scripts/ are .mts on purpose: n8n's cloud rules, which eslint.config.mjs must
// hold unchanged, speak of .ts only.
export default tseslint.config({
	files: ['**/*.mts'],
	extends: [js.configs.recommended, tseslint.configs.recommended],
	rules: { 'no-undef': 'off' },
});
