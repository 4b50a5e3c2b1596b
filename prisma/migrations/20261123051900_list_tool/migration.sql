-- Work in turns may list what is written.
ALTER TABLE "step" DROP CONSTRAINT "step_tool";

ALTER TABLE "step" ADD CONSTRAINT "step_tool" CHECK ("tool" IN ('plan', 'delegate', 'list', 'read', 'write', 'edit', 'check', 'finish'));
