package main

var badInput = []Row{}
